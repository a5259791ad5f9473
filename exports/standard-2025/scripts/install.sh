# shellcheck shell=bash source-path=SCRIPTDIR
# Sourced by the scripts that install or render; releases.tsv lists everything in the order of installation.
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# CHART_DIR: packed charts (<chart>-<version>.tgz) and manifests (<release>-<version>.yaml) carried to the site
[ -z "${CHART_DIR:-}" ] || CHART_DIR=$(cd -- "$CHART_DIR" && pwd)
# helm_run upgrade|template RELEASE NAMESPACE SOURCE CHART VERSION [FLAGS]; flags are valid in Helm 3 and 4
helm_run() {
  local verb=("$1") release=$2 namespace=$3 source=$4 chart=$5 version=$6 from
  shift 6
  [ "${verb[0]}" = template ] || verb=(upgrade --install)
  if [ -n "${CHART_DIR:-}" ]; then
    from=("$CHART_DIR/$chart-$version.tgz")
  elif [ "${source#oci://}" != "$source" ]; then
    from=("$source" --version "$version")
  else
    from=("$chart" --repo "$source" --version "$version")
  fi
  (cd -- "$WORK" && helm "${verb[@]}" "$release" "${from[@]}" --namespace "$namespace" "$@") </dev/null
}
manifests() { # RELEASE VERSION
  if [ -f "${CHART_DIR:-}/$1-$2.yaml" ]; then apply -f "$CHART_DIR/$1-$2.yaml"; else apply -k "$BUNDLE/platform/$1"; fi
}
hand_over() { # RELEASE WAVE OWNER TIMEOUT: give one release to the delivery tool and wait until it reports it healthy
  if [ "$3" = argocd ]; then
    apply -f "$BUNDLE/argocd/apps/$1.yaml"
    kubectl -n argocd wait "application/$1" --for=jsonpath='{.status.health.status}'=Healthy --timeout="$4"
  else
    apply -f "$BUNDLE/flux/wave-$2/$1.yaml"
    kubectl -n flux-system wait "helmrelease/$1" --for=condition=Ready --timeout="$4"
  fi
}
# install_phase PHASE [all]: releases of helm and kubectl, with "all" those of the delivery tool too; safe to run again
install_phase() {
  local wanted=$1 all=${2:-} phase wave owner how release namespace source chart version timeout
  while IFS=$'\t' read -r phase wave owner how release namespace source chart version timeout <&3; do
    [ "$phase" = "$wanted" ] || continue
    case $owner$all in argocd | flux) continue ;; esac
    printf '\n== %s %s (%s, wave %s)\n' "$release" "$version" "$namespace" "$wave"
    if [ -f "$BUNDLE/platform/$release-before.yaml" ]; then apply -f "$BUNDLE/platform/$release-before.yaml"; fi
    case $owner:$how in
      helm:*) helm_run upgrade "$release" "$namespace" "$source" "$chart" "$version" \
        --values "$BUNDLE/values/$release.yaml" --wait --timeout "$timeout" ;;
      *:manifests) manifests "$release" "$version" ;;
      *:helm) hand_over "$release" "$wave" "$owner" "$timeout" ;;
    esac
    if [ -f "$BUNDLE/platform/$release.yaml" ]; then apply -f "$BUNDLE/platform/$release.yaml"; fi
  done 3<"$BUNDLE/scripts/releases.tsv"
}
