# Another way to install the same releases: terraform init, terraform plan, terraform apply.
# Use it instead of scripts/10 and 20, never beside them or beside a delivery tool for the same releases.
# Only helm_release and kubectl: kubernetes_manifest needs a cluster and its CRDs while it plans.
terraform {
  required_version = ">= 1.10.0"

  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = "~> 3.1.2"
    }
  }
}

provider "helm" {
  kubernetes = {
    config_path    = var.kubeconfig
    config_context = var.context
  }
}

resource "terraform_data" "namespaces" {
  triggers_replace = [filesha256("${path.module}/../../../platform/kustomization.yaml")]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -k ${path.module}/../../../platform"
  }
}

resource "helm_release" "calico_crds" {
  name             = "calico-crds"
  namespace        = "tigera-operator"
  create_namespace = false
  repository       = "https://docs.tigera.io/calico/charts"
  chart            = "crd.projectcalico.org.v1"
  version          = "v3.32.1"
  values           = [file("${path.module}/../../../values/calico-crds.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.namespaces]
}

resource "helm_release" "prometheus_operator_crds" {
  name             = "prometheus-operator-crds"
  namespace        = "monitoring"
  create_namespace = false
  repository       = "https://prometheus-community.github.io/helm-charts"
  chart            = "prometheus-operator-crds"
  version          = "31.0.1"
  values           = [file("${path.module}/../../../values/prometheus-operator-crds.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.namespaces]
}

resource "helm_release" "calico" {
  name             = "calico"
  namespace        = "tigera-operator"
  create_namespace = false
  repository       = "https://docs.tigera.io/calico/charts"
  chart            = "tigera-operator"
  version          = "v3.32.1"
  values           = [file("${path.module}/../../../values/calico.yaml")]
  wait             = true
  timeout          = 900
  max_history      = 5
  depends_on       = [helm_release.calico_crds]
}

resource "terraform_data" "external_snapshotter_crds" {
  triggers_replace = [
    filesha256("${path.module}/../../../platform/external-snapshotter-crds/kustomization.yaml"),
  ]
  depends_on = [helm_release.calico_crds, helm_release.calico]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -k ${path.module}/../../../platform/external-snapshotter-crds"
  }
}

resource "terraform_data" "gateway_api_crds" {
  triggers_replace = [
    filesha256("${path.module}/../../../platform/gateway-api-crds/kustomization.yaml"),
  ]
  depends_on = [helm_release.calico_crds, helm_release.calico]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -k ${path.module}/../../../platform/gateway-api-crds"
  }
}

resource "helm_release" "metallb" {
  name             = "metallb"
  namespace        = "metallb-system"
  create_namespace = false
  repository       = "https://metallb.github.io/metallb"
  chart            = "metallb"
  version          = "0.16.1"
  values           = [file("${path.module}/../../../values/metallb.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.calico_crds,
    helm_release.prometheus_operator_crds,
    helm_release.calico,
  ]
}

resource "terraform_data" "metallb_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/metallb.yaml")]
  depends_on       = [helm_release.metallb]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/metallb.yaml"
  }
}

resource "helm_release" "rook_ceph" {
  name             = "rook-ceph"
  namespace        = "rook-ceph"
  create_namespace = false
  repository       = "https://charts.rook.io/release"
  chart            = "rook-ceph"
  version          = "v1.20.6"
  values           = [file("${path.module}/../../../values/rook-ceph.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.calico_crds,
    helm_release.prometheus_operator_crds,
    helm_release.calico,
  ]
}

resource "helm_release" "argocd" {
  name             = "argocd"
  namespace        = "argocd"
  create_namespace = false
  repository       = "https://argoproj.github.io/argo-helm"
  chart            = "argo-cd"
  version          = "10.1.1"
  values           = [file("${path.module}/../../../values/argocd.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.calico_crds,
    helm_release.prometheus_operator_crds,
    helm_release.calico,
    terraform_data.gateway_api_crds,
  ]
}

resource "terraform_data" "external_snapshotter" {
  triggers_replace = [
    filesha256("${path.module}/../../../platform/external-snapshotter/kustomization.yaml"),
  ]
  depends_on = [
    helm_release.calico_crds,
    helm_release.calico,
    terraform_data.external_snapshotter_crds,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -k ${path.module}/../../../platform/external-snapshotter"
  }
}

resource "helm_release" "ceph_csi_drivers" {
  name             = "ceph-csi-drivers"
  namespace        = "rook-ceph"
  create_namespace = false
  repository       = "https://ceph.github.io/ceph-csi-operator"
  chart            = "ceph-csi-drivers"
  version          = "1.0.4"
  values           = [file("${path.module}/../../../values/ceph-csi-drivers.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [helm_release.calico_crds, helm_release.calico, helm_release.rook_ceph]
}

resource "helm_release" "rook_ceph_cluster" {
  name             = "rook-ceph-cluster"
  namespace        = "rook-ceph"
  create_namespace = false
  repository       = "https://charts.rook.io/release"
  chart            = "rook-ceph-cluster"
  version          = "v1.20.6"
  values           = [file("${path.module}/../../../values/rook-ceph-cluster.yaml")]
  wait             = true
  timeout          = 1800
  max_history      = 5
  depends_on = [
    helm_release.calico_crds,
    helm_release.prometheus_operator_crds,
    helm_release.calico,
    terraform_data.external_snapshotter_crds,
    terraform_data.gateway_api_crds,
    helm_release.rook_ceph,
    terraform_data.external_snapshotter,
    helm_release.ceph_csi_drivers,
  ]
}

resource "helm_release" "cert_manager" {
  name             = "cert-manager"
  namespace        = "cert-manager"
  create_namespace = false
  chart            = "oci://quay.io/jetstack/charts/cert-manager"
  version          = "v1.21.1"
  values           = [file("${path.module}/../../../values/cert-manager.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [helm_release.prometheus_operator_crds, terraform_data.gateway_api_crds]
}

resource "terraform_data" "cert_manager_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/cert-manager.yaml")]
  depends_on       = [helm_release.cert_manager]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/cert-manager.yaml"
  }
}

resource "helm_release" "cloudnative_pg" {
  name             = "cloudnative-pg"
  namespace        = "cnpg-system"
  create_namespace = false
  repository       = "https://cloudnative-pg.github.io/charts"
  chart            = "cloudnative-pg"
  version          = "0.29.0"
  values           = [file("${path.module}/../../../values/cloudnative-pg.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
  ]
}

resource "helm_release" "eck_operator" {
  name             = "eck-operator"
  namespace        = "elastic-system"
  create_namespace = false
  repository       = "https://helm.elastic.co"
  chart            = "eck-operator"
  version          = "3.5.0"
  values           = [file("${path.module}/../../../values/eck-operator.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
  ]
}

resource "helm_release" "envoy_gateway" {
  name             = "envoy-gateway"
  namespace        = "envoy-gateway-system"
  create_namespace = false
  chart            = "oci://docker.io/envoyproxy/gateway-helm"
  version          = "v1.9.0"
  values           = [file("${path.module}/../../../values/envoy-gateway.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.gateway_api_crds]
}

resource "helm_release" "arc_controller" {
  name             = "arc-controller"
  namespace        = "arc-systems"
  create_namespace = false
  chart            = "oci://ghcr.io/actions/actions-runner-controller-charts/gha-runner-scale-set-controller"
  version          = "0.14.2"
  values           = [file("${path.module}/../../../values/arc-controller.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.namespaces]
}

resource "helm_release" "istio_base" {
  name             = "istio-base"
  namespace        = "istio-system"
  create_namespace = false
  repository       = "https://istio-release.storage.googleapis.com/charts"
  chart            = "base"
  version          = "1.30.3"
  values           = [file("${path.module}/../../../values/istio-base.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.namespaces]
}

resource "terraform_data" "admission_policies_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/admission-policies.yaml")]
  depends_on       = [terraform_data.namespaces]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/admission-policies.yaml"
  }
}

resource "terraform_data" "velero_before" {
  triggers_replace = [filesha256("${path.module}/../../../platform/velero-before.yaml")]
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.external_snapshotter_crds,
    terraform_data.external_snapshotter,
    helm_release.rook_ceph_cluster,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/velero-before.yaml"
  }
}

resource "helm_release" "velero" {
  name             = "velero"
  namespace        = "velero"
  create_namespace = false
  repository       = "https://vmware-tanzu.github.io/helm-charts"
  chart            = "velero"
  version          = "12.1.0"
  values           = [file("${path.module}/../../../values/velero.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.velero_before]
}

resource "terraform_data" "elasticsearch_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/elasticsearch.yaml")]
  depends_on = [
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
    helm_release.eck_operator,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/elasticsearch.yaml"
  }
}

resource "terraform_data" "platform_gateway_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/platform-gateway.yaml")]
  depends_on = [
    terraform_data.gateway_api_crds,
    terraform_data.cert_manager_objects,
    helm_release.envoy_gateway,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/platform-gateway.yaml"
  }
}

resource "helm_release" "arc_runners" {
  name             = "arc-runners"
  namespace        = "arc-systems"
  create_namespace = false
  chart            = "oci://ghcr.io/actions/actions-runner-controller-charts/gha-runner-scale-set"
  version          = "0.14.2"
  values           = [file("${path.module}/../../../values/arc-runners.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [helm_release.rook_ceph_cluster, helm_release.arc_controller]
}

resource "helm_release" "istio_cni" {
  name             = "istio-cni"
  namespace        = "istio-system"
  create_namespace = false
  repository       = "https://istio-release.storage.googleapis.com/charts"
  chart            = "cni"
  version          = "1.30.3"
  values           = [file("${path.module}/../../../values/istio-cni.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [helm_release.istio_base]
}

resource "terraform_data" "keycloak_before" {
  triggers_replace = [filesha256("${path.module}/../../../platform/keycloak-before.yaml")]
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.gateway_api_crds,
    terraform_data.metallb_objects,
    helm_release.rook_ceph_cluster,
    terraform_data.cert_manager_objects,
    helm_release.cloudnative_pg,
    helm_release.envoy_gateway,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/keycloak-before.yaml"
  }
}

resource "helm_release" "keycloak" {
  name             = "keycloak"
  namespace        = "keycloak"
  create_namespace = false
  repository       = "https://codecentric.github.io/helm-charts"
  chart            = "keycloakx"
  version          = "7.1.11"
  values           = [file("${path.module}/../../../values/keycloak.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.keycloak_before]
}

resource "terraform_data" "keycloak_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/keycloak.yaml")]
  depends_on       = [helm_release.keycloak]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/keycloak.yaml"
  }
}

resource "terraform_data" "vault_before" {
  triggers_replace = [filesha256("${path.module}/../../../platform/vault-before.yaml")]
  depends_on = [
    terraform_data.gateway_api_crds,
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
    terraform_data.cert_manager_objects,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/vault-before.yaml"
  }
}

resource "helm_release" "vault" {
  name             = "vault"
  namespace        = "vault"
  create_namespace = false
  repository       = "https://helm.releases.hashicorp.com"
  chart            = "vault"
  version          = "0.34.1"
  values           = [file("${path.module}/../../../values/vault.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on       = [terraform_data.vault_before]
}

resource "terraform_data" "vault_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/vault.yaml")]
  depends_on       = [helm_release.vault]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/vault.yaml"
  }
}

resource "helm_release" "fluent_bit" {
  name             = "fluent-bit"
  namespace        = "logging"
  create_namespace = false
  repository       = "https://fluent.github.io/helm-charts"
  chart            = "fluent-bit"
  version          = "0.58.1"
  values           = [file("${path.module}/../../../values/fluent-bit.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    helm_release.eck_operator,
    terraform_data.elasticsearch_objects,
  ]
}

resource "terraform_data" "harbor_before" {
  triggers_replace = [filesha256("${path.module}/../../../platform/harbor-before.yaml")]
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.gateway_api_crds,
    terraform_data.metallb_objects,
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
    terraform_data.cert_manager_objects,
    helm_release.envoy_gateway,
    terraform_data.keycloak_objects,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/harbor-before.yaml"
  }
}

resource "helm_release" "harbor" {
  name             = "harbor"
  namespace        = "harbor"
  create_namespace = false
  repository       = "https://helm.goharbor.io"
  chart            = "harbor"
  version          = "1.19.1"
  values           = [file("${path.module}/../../../values/harbor.yaml")]
  wait             = true
  timeout          = 900
  max_history      = 5
  depends_on       = [terraform_data.harbor_before]
}

resource "helm_release" "jaeger" {
  name             = "jaeger"
  namespace        = "tracing"
  create_namespace = false
  repository       = "https://jaegertracing.github.io/helm-charts"
  chart            = "jaeger"
  version          = "4.11.1"
  values           = [file("${path.module}/../../../values/jaeger.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    terraform_data.gateway_api_crds,
    helm_release.rook_ceph_cluster,
    helm_release.eck_operator,
    helm_release.envoy_gateway,
    terraform_data.elasticsearch_objects,
  ]
}

resource "terraform_data" "jaeger_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/jaeger.yaml")]
  depends_on       = [helm_release.jaeger]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/jaeger.yaml"
  }
}

resource "terraform_data" "kibana_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/kibana.yaml")]
  depends_on = [
    terraform_data.gateway_api_crds,
    helm_release.eck_operator,
    terraform_data.elasticsearch_objects,
  ]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/kibana.yaml"
  }
}

resource "helm_release" "kube_prometheus_stack" {
  name             = "kube-prometheus-stack"
  namespace        = "monitoring"
  create_namespace = false
  repository       = "https://prometheus-community.github.io/helm-charts"
  chart            = "kube-prometheus-stack"
  version          = "88.5.3"
  values           = [file("${path.module}/../../../values/kube-prometheus-stack.yaml")]
  wait             = true
  timeout          = 900
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.gateway_api_crds,
    helm_release.rook_ceph_cluster,
    helm_release.envoy_gateway,
    terraform_data.elasticsearch_objects,
    terraform_data.keycloak_objects,
  ]
}

resource "terraform_data" "kube_prometheus_stack_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/kube-prometheus-stack.yaml")]
  depends_on       = [helm_release.kube_prometheus_stack]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/kube-prometheus-stack.yaml"
  }
}

resource "helm_release" "teleport_enterprise_cluster" {
  name             = "teleport-enterprise-cluster"
  namespace        = "teleport"
  create_namespace = false
  repository       = "https://charts.releases.teleport.dev"
  chart            = "teleport-cluster"
  version          = "18.3.0"
  values           = [file("${path.module}/../../../values/teleport-enterprise-cluster.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    terraform_data.metallb_objects,
    helm_release.rook_ceph,
    helm_release.ceph_csi_drivers,
    helm_release.rook_ceph_cluster,
    terraform_data.cert_manager_objects,
    helm_release.envoy_gateway,
    terraform_data.keycloak_objects,
  ]
}

resource "helm_release" "falco" {
  name             = "falco"
  namespace        = "falco"
  create_namespace = false
  repository       = "https://falcosecurity.github.io/charts"
  chart            = "falco"
  version          = "9.1.0"
  values           = [file("${path.module}/../../../values/falco.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.elasticsearch_objects,
    terraform_data.kube_prometheus_stack_objects,
  ]
}

resource "helm_release" "otel_gateway" {
  name             = "otel-gateway"
  namespace        = "observability"
  create_namespace = false
  repository       = "https://open-telemetry.github.io/opentelemetry-helm-charts"
  chart            = "opentelemetry-collector"
  version          = "0.170.0"
  values           = [file("${path.module}/../../../values/otel-gateway.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.elasticsearch_objects,
    terraform_data.jaeger_objects,
    terraform_data.kube_prometheus_stack_objects,
  ]
}

resource "helm_release" "istiod" {
  name             = "istiod"
  namespace        = "istio-system"
  create_namespace = false
  repository       = "https://istio-release.storage.googleapis.com/charts"
  chart            = "istiod"
  version          = "1.30.3"
  values           = [file("${path.module}/../../../values/istiod.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.gateway_api_crds,
    helm_release.istio_base,
    helm_release.istio_cni,
    helm_release.otel_gateway,
  ]
}

resource "terraform_data" "istiod_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/istiod.yaml")]
  depends_on       = [helm_release.istiod]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/istiod.yaml"
  }
}

resource "helm_release" "otel_agent" {
  name             = "otel-agent"
  namespace        = "observability"
  create_namespace = false
  repository       = "https://open-telemetry.github.io/opentelemetry-helm-charts"
  chart            = "opentelemetry-collector"
  version          = "0.170.0"
  values           = [file("${path.module}/../../../values/otel-agent.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    helm_release.prometheus_operator_crds,
    terraform_data.jaeger_objects,
    helm_release.otel_gateway,
  ]
}

resource "helm_release" "kiali" {
  name             = "kiali"
  namespace        = "istio-system"
  create_namespace = false
  repository       = "https://kiali.org/helm-charts"
  chart            = "kiali-server"
  version          = "2.30.0"
  values           = [file("${path.module}/../../../values/kiali.yaml")]
  wait             = true
  timeout          = 600
  max_history      = 5
  depends_on = [
    terraform_data.gateway_api_crds,
    helm_release.istio_base,
    helm_release.istio_cni,
    terraform_data.keycloak_objects,
    terraform_data.kube_prometheus_stack_objects,
    terraform_data.istiod_objects,
  ]
}

resource "terraform_data" "kiali_objects" {
  triggers_replace = [filesha256("${path.module}/../../../platform/kiali.yaml")]
  depends_on       = [helm_release.kiali]

  provisioner "local-exec" {
    command = "kubectl --kubeconfig=${var.kubeconfig} --context=${var.context} apply --server-side -f ${path.module}/../../../platform/kiali.yaml"
  }
}
