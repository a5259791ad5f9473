#!/usr/bin/env bash
# mirror.sh pull DIR            connected side: every image of mirror.tsv and every chart of charts.tsv into DIR
# mirror.sh push DIR REGISTRY   on the site: everything in DIR into REGISTRY (host or host:port, signed in before)
# Needs skopeo and helm; takes the images of Kubernetes along where kubeadm is. Safe to run again.
set -euo pipefail
HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
if [ $# -lt 2 ] || { [ "$1" = push ] && [ $# -lt 3 ]; }; then
  sed -n 's/^# \(mirror\.sh .*\)/\1/p' "$HERE/mirror.sh" >&2
  exit 2
fi
DIR=$2
place() { printf '%s/images/%s' "$DIR" "$(printf '%s' "$1" | tr '/:' '__')"; }
pull_images() { # TABLE: source and target, one image per line
  while IFS=$'\t' read -r image target <&3; do
    [ -e "$(place "$target")/version" ] || skopeo copy --all --preserve-digests "docker://$image" "dir:$(place "$target")"
  done 3<"$1"
}
push_images() { # TABLE REGISTRY
  while IFS=$'\t' read -r _ target <&3; do
    skopeo copy --all --preserve-digests "dir:$(place "$target")" "docker://$2/$target"
  done 3<"$1"
}
case $1 in
  pull)
    mkdir -p "$DIR/images" "$DIR/charts"
    : >"$DIR/kubernetes.tsv"
    if command -v kubeadm >/dev/null; then
      kubeadm config images list --kubernetes-version v1.36.4 |
        sed 's#^registry\.k8s\.io/\(.*\)#&\tregistry-k8s-io/\1#' >"$DIR/kubernetes.tsv"
    else
      echo "kubeadm is not here: the images of Kubernetes itself are not mirrored" >&2
    fi
    pull_images "$HERE/mirror.tsv"
    pull_images "$DIR/kubernetes.tsv"
    while IFS=$'\t' read -r chart version source <&3; do
      case $source in
        oci://*) helm pull "$source" --version "$version" --destination "$DIR/charts" ;;
        *) helm pull "$chart" --repo "$source" --version "$version" --destination "$DIR/charts" ;;
      esac
    done 3<"$HERE/charts.tsv"
    ;;
  push)
    push_images "$HERE/mirror.tsv" "$3"
    push_images "$DIR/kubernetes.tsv" "$3"
    for chart in "$DIR"/charts/*.tgz; do helm push "$chart" "oci://$3/charts"; done
    ;;
esac
