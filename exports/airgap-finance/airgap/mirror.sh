#!/usr/bin/env bash
# mirror.sh pull DIR            connected side: all images, charts and manifests of the tables beside this file into DIR
# mirror.sh push DIR REGISTRY   on the site: everything in DIR into REGISTRY (host or host:port, signed in before)
# Needs skopeo and helm, to pull also kubectl and curl; kubeadm for the images of Kubernetes itself. Safe to run again.
set -euo pipefail
HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
if [ $# -lt 2 ] || { [ "$1" = push ] && [ $# -lt 3 ]; }; then
  sed -n 's/^# \(mirror\.sh .*\)/\1/p' "$HERE/mirror.sh" >&2 && exit 2
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
mirrored() { # of every image on stdin: image and its path in the registry
  while read -r image; do
    [[ ${image%%/*} == *.* ]] || image=docker.io/$image
    host=${image%%/*} && printf '%s\t%s/%s\n' "$image" "${host//./-}" "${image#*/}"
  done
}
case $1 in
  pull)
    mkdir -p "$DIR/images" "$DIR/charts" && : >"$DIR/more.tsv"
    if command -v kubeadm >/dev/null; then
      kubeadm config images list --kubernetes-version v1.36.4 | mirrored >"$DIR/more.tsv"
    else echo "kubeadm is not here: the images of Kubernetes itself are taken from mirror.tsv alone, nobody compared them" >&2; fi
    while IFS=$'\t' read -r release version url <&3; do
      file="$DIR/charts/$release-$version.yaml"
      if [ "${url%.yaml}" = "$url" ]; then kubectl kustomize "$url" >"$file" </dev/null; else
        curl --fail --silent --show-error --location --output "$file" "$url" </dev/null
      fi
      sed -n 's/^[- ]*image: *["'"'"']\{0,1\}\([^"'"'"' ]*\).*/\1/p' "$file" | sort -u | mirrored >>"$DIR/more.tsv"
    done 3<"$HERE/manifests.tsv"
    pull_images "$HERE/mirror.tsv"
    pull_images "$DIR/more.tsv"
    while IFS=$'\t' read -r chart version source <&3; do
      from=("$chart" --repo "$source")
      if [ "${source#oci://}" != "$source" ]; then from=("$source"); fi
      helm pull "${from[@]}" --version "$version" --destination "$DIR/charts" </dev/null
    done 3<"$HERE/charts.tsv"
    ;;
  push)
    push_images "$HERE/mirror.tsv" "$3"
    push_images "$DIR/more.tsv" "$3"
    while IFS=$'\t' read -r release version _ <&3; do
      place="$HERE/../carried/$release" && mkdir -p "$place"
      cp -- "$DIR/charts/$release-$version.yaml" "$place/upstream.yaml"
      printf 'resources:\n  - upstream.yaml\n' >"$place/kustomization.yaml"
    done 3<"$HERE/manifests.tsv"
    for chart in "$DIR"/charts/*.tgz; do helm push "$chart" "oci://$3/charts"; done
    ;;
esac
