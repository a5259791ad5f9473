# shellcheck shell=bash
# Sourced by the numbered scripts. Generated: change the answers and export again instead of editing.
set -euo pipefail
BUNDLE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
export BUNDLE
# helm prefers a local folder named like the chart over the repository: run it where no folder is
WORK=$(mktemp -d)
trap 'rm -rf -- "$WORK"' EXIT
fails=0
ok() { printf 'ok    %s\n' "$*"; }
warn() { printf 'warn  %s\n' "$*"; }
bad() {
  printf 'FAIL  %s\n' "$*"
  fails=$((fails + 1))
}
finish() {
  if [ "$fails" -gt 0 ]; then printf '%s check(s) failed\n' "$fails" && exit 1; fi
}
need() { if command -v "$1" >/dev/null 2>&1; then ok "$1 found"; else bad "$1 is not installed"; fi; }
has_secret() { # NAMESPACE/NAME
  if kubectl -n "${1%%/*}" get secret "${1##*/}" </dev/null >/dev/null 2>&1; then ok "secret $1"; else bad "secret $1 does not exist: secrets/README.md"; fi
}
# a >= b for dotted numbers
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1)" = "$2" ]; }
# CRDs and webhooks of a release may need a moment after it reports ready
apply() {
  for _ in 1 2 3 4 5 6; do
    if kubectl apply --server-side "$@" </dev/null; then return 0; fi
    sleep 10
  done
  return 1
}
