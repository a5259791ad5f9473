terraform {
  required_version = ">= 1.10.0"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.48"
    }
  }
  # resource group, account and container come from: init -backend-config=backend.hcl
  backend "azurerm" {
    use_azuread_auth = true
  }
}

provider "azurerm" {
  subscription_id = var.subscription_id
  features {}
}

resource "azurerm_kubernetes_cluster" "this" {
  name                              = var.cluster_name
  location                          = var.location
  resource_group_name               = var.resource_group_name
  dns_prefix                        = var.cluster_name
  kubernetes_version                = var.kubernetes_version
  sku_tier                          = "Standard"
  node_os_upgrade_channel           = "SecurityPatch"
  private_cluster_enabled           = var.private_cluster
  private_dns_zone_id               = var.private_cluster ? "System" : null
  role_based_access_control_enabled = true
  local_account_disabled            = true
  run_command_enabled               = false
  oidc_issuer_enabled               = true
  workload_identity_enabled         = true
  azure_policy_enabled              = true
  disk_encryption_set_id            = var.disk_encryption_set_id

  default_node_pool {
    name                         = "system"
    vm_size                      = var.system_vm_size
    vnet_subnet_id               = var.node_subnet_id
    zones                        = ["1", "2", "3"]
    node_count                   = 3
    os_sku                       = "Ubuntu"
    os_disk_type                 = "Managed"
    host_encryption_enabled      = true
    node_public_ip_enabled       = false
    only_critical_addons_enabled = true
    orchestrator_version         = var.kubernetes_version
    temporary_name_for_rotation  = "systemtmp"
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [var.cluster_identity_id]
  }

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled     = true
    tenant_id              = var.tenant_id
    admin_group_object_ids = var.admin_group_object_ids
  }

  dynamic "api_server_access_profile" {
    for_each = var.private_cluster ? [] : [1]
    content {
      authorized_ip_ranges = var.authorized_ip_ranges
    }
  }

  dynamic "key_management_service" {
    for_each = var.kms_key_id == null ? [] : [1]
    content {
      key_vault_key_id         = var.kms_key_id
      key_vault_network_access = "Private"
    }
  }

  network_profile {
    network_plugin      = var.cni == "none" ? "none" : "azure"
    network_plugin_mode = var.cni == "none" ? null : "overlay"
    network_data_plane  = var.cni == "cilium" ? "cilium" : null
    network_policy      = var.cni == "none" ? null : var.cni
    load_balancer_sku   = "standard"
    outbound_type       = var.outbound_type
    pod_cidr            = var.cni == "none" ? null : var.pod_cidr
    service_cidr        = var.service_cidr
    dns_service_ip      = cidrhost(var.service_cidr, 10)
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "general" {
  name                        = "general"
  kubernetes_cluster_id       = azurerm_kubernetes_cluster.this.id
  mode                        = "User"
  vm_size                     = var.user_vm_size
  vnet_subnet_id              = var.node_subnet_id
  zones                       = ["1", "2", "3"]
  auto_scaling_enabled        = true
  min_count                   = 3
  max_count                   = 6
  os_sku                      = "Ubuntu"
  host_encryption_enabled     = true
  node_public_ip_enabled      = false
  orchestrator_version        = var.kubernetes_version
  temporary_name_for_rotation = "generaltmp"
}
