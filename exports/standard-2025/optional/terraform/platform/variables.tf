variable "kubeconfig" {
  type        = string
  description = "Path of the kubeconfig file"
}

variable "context" {
  type        = string
  description = "Context of the cluster platform"
}
