#!/usr/bin/env bash
# Installs what must exist before anything else: namespaces, CRDs, network, storage, delivery tool. Safe to run again.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/install.sh"
apply -k "$BUNDLE/platform"
has_secret harbor/harbor-admin
has_secret harbor/harbor-core
has_secret harbor/harbor-core-xsrf
has_secret harbor/harbor-database
has_secret harbor/harbor-jobservice
has_secret harbor/harbor-redis
has_secret harbor/harbor-registry-credentials
has_secret harbor/harbor-registry-http
has_secret harbor/harbor-secret-key
has_secret harbor/harbor-token
has_secret keycloak/keycloak-admin
has_secret keycloak/keycloak-db
has_secret keycloak/keycloak-ldap-bind
finish
install_phase 10
kubectl wait --for=condition=Ready nodes --all --timeout=10m
