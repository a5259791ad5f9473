#!/usr/bin/env bash
# Hands the rest over to Argo CD. The Git repository it names must hold this bundle. Safe to run again.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/install.sh"
apply -f "$BUNDLE/argocd/project.yaml" -f "$BUNDLE/argocd/root.yaml"
