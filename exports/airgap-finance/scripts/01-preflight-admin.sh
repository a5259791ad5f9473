#!/usr/bin/env bash
# Run on the jump host. Read-only: checks the bundle, the tools and, once it exists, the cluster.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/lib.sh"
if (cd -- "$BUNDLE" && sha256sum --check --quiet SHA256SUMS); then ok "bundle is unchanged"; else bad "bundle differs from SHA256SUMS"; fi
for tool in helm kubectl sha256sum; do need "$tool"; done
bad 'unanswered: domain (Domain)'
bad 'unanswered: api_endpoint (API server address)'
bad 'unanswered: control_plane_ips (Control-plane addresses)'
bad 'unanswered: worker_ips (Worker addresses)'
bad 'unanswered: load_balancer_ips (Load balancer machines)'
bad 'unanswered: node_interface (Node interface)'
bad 'unanswered: lb_cidr (Routed LoadBalancer block)'
bad 'unanswered: local_asn (AS number of the cluster)'
bad 'unanswered: peer_asn (AS number of the router)'
bad 'unanswered: peer_address (Router address)'
bad 'unanswered: storage_node (Storage node)'
bad 'unanswered: storage_device (Storage device)'
bad 'unanswered: keycloak_db_host (Keycloak database)'
bad 'unanswered: ldap_url (Directory address)'
bad 'unanswered: ldap_bind_dn (Directory account)'
bad 'unanswered: ldap_users_dn (Users in the directory)'
bad 'unanswered: ldap_groups_dn (Groups in the directory)'
bad 'unanswered: postgres_host (PostgreSQL host)'
bad 'unanswered: redis_host (Redis host)'
bad 'unanswered: cosign_public_key (Signing key)'
files=(--include='*.yaml' --include='*.yml' --include='*.cfg' --include='*.conf' --include='*.toml' --include='*.ini' --exclude=plan.yaml)
if grep -rlE '(^|[^a-z0-9.-])([a-z0-9-]+\.)*example\.(com|org|test)|192\.0\.2\.' "${files[@]}" "$BUNDLE"; then
  bad "example addresses are left in the files above: answer them and export again"
else
  ok "no example address left"
fi
cluster=$(kubectl version -o json 2>/dev/null | sed -n '/serverVersion/,$ s/.*"gitVersion": "v\([0-9.]*\).*/\1/p' || true)
if [ -z "$cluster" ]; then
  warn "no cluster reachable yet: cluster checks skipped"
  finish
  exit 0
fi
if at_least "$cluster" 1.36.4; then ok "cluster v$cluster"; else bad "cluster v$cluster, the plan is for 1.36.4"; fi
check() { # KIND VALUE TEXT
  case $1 in
    storageclass) if kubectl get storageclass "$2" >/dev/null 2>&1; then ok "storage class $2"; else bad "storage class $2 does not exist: $3"; fi ;;
    secret) if kubectl get namespace "${2%%/*}" >/dev/null 2>&1; then has_secret "$2"; else warn "secret $2: its namespace comes with 10-bootstrap.sh"; fi ;;
    namespace) if kubectl get namespace "$2" >/dev/null 2>&1; then ok "namespace $2"; else warn "namespace $2 not found, look by hand: $3"; fi ;;
    *) warn "check by hand: $2: $3" ;;
  esac
}
while IFS=$'\t' read -r where kind value text <&3; do
  if [ "$where" = cluster ]; then check "$kind" "$value" "$text"; fi
done 3<"$BUNDLE/scripts/prerequisites.tsv"
if kubectl get namespaces -o jsonpath='{.items[?(@.status.phase=="Terminating")].metadata.name}' | grep -q .; then bad "a namespace is stuck in Terminating"; fi
if kubectl get apiservices --no-headers 2>/dev/null | grep -q ' False'; then bad "an aggregated API is unavailable: kubectl get apiservices"; fi
finish
