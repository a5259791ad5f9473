#!/usr/bin/env bash
# Installs what must exist before anything else: namespaces, CRDs, network, storage, delivery tool. Safe to run again.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/install.sh"
apply -k "$BUNDLE/platform"
finish
install_phase 10
kubectl wait --for=condition=Ready nodes --all --timeout=10m
