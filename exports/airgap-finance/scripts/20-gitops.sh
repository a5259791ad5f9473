#!/usr/bin/env bash
# Hands the rest over to Argo CD. No Git repository is used: settings travel inside its objects, release by release. Safe to run again.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/install.sh"
apply -f "$BUNDLE/argocd/project.yaml"
install_phase 20 all
