#!/usr/bin/env bash
# Read-only. Exit status 0 means: everything in scripts/checks.tsv is as planned.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/lib.sh"
quiet() { "$@" </dev/null >/dev/null 2>&1; }
try() { # KIND NAMESPACE TARGET CONDITION
  local scope=(-n "$2")
  if [ "$2" = - ]; then scope=(); fi
  case $1 in
    rollout) quiet kubectl "${scope[@]}" rollout status "$3" --timeout=30s ;;
    condition)
      local what=condition=$4
      case $4 in jsonpath=*) what=$4 ;; esac
      quiet kubectl "${scope[@]}" wait "$3" --for="$what" --timeout=30s
      ;;
    exists) quiet kubectl "${scope[@]}" get "$3" ;;
    application) [ "$(kubectl "${scope[@]}" get application "$3" -o jsonpath='{.status.sync.status}/{.status.health.status}' 2>/dev/null)" = Synced/Healthy ] ;;
  esac
}
while IFS=$'\t' read -r kind namespace target condition text <&3; do
  if [ "$kind" = command ]; then
    warn "run by hand: $target   ($text)"
  elif try "$kind" "$namespace" "$target" "$condition"; then
    ok "$namespace $target"
  else
    bad "$namespace $target: $text"
  fi
done 3<"$BUNDLE/scripts/checks.tsv"
finish
