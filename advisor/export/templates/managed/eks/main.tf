terraform {
  required_version = ">= 1.10.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.28"
    }
  }
  # bucket, key and region come from: init -backend-config=backend.hcl
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}
locals {
  addons = {
    coredns                = {}
    kube-proxy             = {}
    eks-pod-identity-agent = { before_compute = true }
    vpc-cni                = { before_compute = true, configuration_values = jsonencode({ enableNetworkPolicy = tostring(var.cni == "vpc-cni") }) }
  }
  cilium_taint = { cilium = { key = "node.cilium.io/agent-not-ready", value = "true", effect = "NO_EXECUTE" } }
}
module "eks" {
  source                       = "terraform-aws-modules/eks/aws"
  version                      = "21.19.0"
  name                         = var.cluster_name
  kubernetes_version           = var.kubernetes_version
  vpc_id                       = var.vpc_id
  subnet_ids                   = var.private_subnet_ids
  endpoint_private_access      = true
  endpoint_public_access       = length(var.public_access_cidrs) > 0
  endpoint_public_access_cidrs = var.public_access_cidrs
  authentication_mode          = "API"
  access_entries               = var.access_entries
  enabled_log_types            = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  deletion_protection          = true
  service_ipv4_cidr            = var.service_cidr
  addons = { for name, addon in local.addons : name => merge(addon, { addon_version = var.addon_versions[name], most_recent = false })
  if var.cni != "cilium" || !contains(["kube-proxy", "vpc-cni"], name) }
  eks_managed_node_groups = {
    general = {
      ami_type              = "AL2023_x86_64_STANDARD"
      instance_types        = var.instance_types
      min_size              = 3
      max_size              = 6
      desired_size          = 3
      taints                = { for k, v in local.cilium_taint : k => v if var.cni == "cilium" }
      block_device_mappings = { root = { device_name = "/dev/xvda", ebs = { volume_size = 100, volume_type = "gp3", encrypted = true } } }
    }
  }
}

provider "aws" {
  region = var.region
}
