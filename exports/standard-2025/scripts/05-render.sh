#!/usr/bin/env bash
# Optional. Writes what Helm will apply to rendered/, for review or kubectl diff. Changes nothing in the cluster.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/install.sh"
mkdir -p "$BUNDLE/rendered"
while IFS=$'\t' read -r _ _ _ how release namespace source chart version _ <&3; do
  [ "$how" = helm ] || continue
  helm_run template "$release" "$namespace" "$source" "$chart" "$version" \
    --kube-version 1.36.4 --api-versions monitoring.coreos.com/v1 --api-versions cert-manager.io/v1 --api-versions gateway.networking.k8s.io/v1 \
    --include-crds --values "$BUNDLE/values/$release.yaml" >"$BUNDLE/rendered/$release.yaml"
  ok "rendered/$release.yaml"
done 3<"$BUNDLE/scripts/releases.tsv"
