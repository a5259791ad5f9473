#!/usr/bin/env bash
# Run as root on every future node, before the cluster exists. Read-only; exit status 1 if anything fails.
# shellcheck source-path=SCRIPTDIR
. "$(dirname -- "$0")/lib.sh"
has_one_of() { # NAMES
  local name
  for name in $1; do
    if dpkg -s "$name" >/dev/null 2>&1 || rpm -q "$name" >/dev/null 2>&1 || command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}
blank_disk() { # a disk without partitions and without a file system
  local disk
  for disk in $(lsblk -dnpo NAME,TYPE | awk '$2 == "disk" {print $1}'); do
    if [ "$(lsblk -nro NAME "$disk" | wc -l)" -eq 1 ] && [ -z "$(lsblk -dnro FSTYPE "$disk")" ]; then echo "$disk" && return 0; fi
  done
  return 1
}
check() { # KIND VALUE TEXT
  case $1 in
    kernel) if at_least "$(uname -r | cut -d- -f1)" "$2"; then ok "kernel $(uname -r)"; else bad "kernel $(uname -r), wanted $2: $3"; fi ;;
    module) for m in $2; do if modprobe -n "$m" 2>/dev/null; then ok "module $m"; else bad "module $m is missing: $3"; fi; done ;;
    package) if has_one_of "$2"; then ok "package $2"; else bad "package $2 is missing: $3"; fi ;;
    sysctl) if [ "$(sysctl -n "${2%%=*}" 2>/dev/null || echo 0)" -ge "${2##*=}" ]; then ok "$2"; else bad "$2 is wanted (cluster/node): $3"; fi ;;
    port) if ss -Hltnu "sport = :${2%%[!0-9]*}" | grep -q .; then warn "port $2 is already in use: $3"; fi ;;
    disk) if disk=$(blank_disk); then ok "blank disk $disk"; else warn "no blank disk; a storage node needs a $2: $3"; fi ;;
    *) warn "check by hand: $2: $3" ;;
  esac
}
while IFS=$'\t' read -r where kind value text <&3; do
  if [ "$where" = node ]; then check "$kind" "$value" "$text"; fi
done 3<"$BUNDLE/scripts/prerequisites.tsv"
if [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; then ok "cgroup v2"; else bad "cgroup v1: the kubelet refuses it"; fi
if [ -z "$(swapon --noheadings 2>/dev/null)" ]; then ok "swap is off"; else bad "swap is on"; fi
for p in 6443 2379 2380 10250 10257 10259; do
  if ss -Hltn "sport = :$p" | grep -q .; then warn "port $p is already in use"; fi
done
if timedatectl show -p NTPSynchronized --value 2>/dev/null | grep -q yes; then ok "clock is synchronised"; else bad "clock is not synchronised"; fi
if [ -z "$(find /etc/kubernetes/manifests /etc/cni/net.d /var/lib/etcd -mindepth 1 2>/dev/null | head -n1)" ]; then ok "no older cluster left"; else bad "leftovers of an older cluster: kubeadm reset"; fi
free=$(df -PBG /var/lib | awk 'NR==2 {sub("G","",$4); print $4}')
if [ "$free" -ge 50 ]; then ok "/var/lib has ${free}G free"; else bad "/var/lib has only ${free}G free, 50G wanted"; fi
if case "$(hostname)" in *[!a-z0-9.-]*) false ;; esac; then ok "host name $(hostname)"; else bad "host name $(hostname) is no lower-case DNS name"; fi
finish
