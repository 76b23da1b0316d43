#!/bin/sh
# collects what this host knows of its DNS; reads, and writes into its own folder alone
set -u
umask 077
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd) || exit 1
host=$(uname -n | tr -c 'A-Za-z0-9._-' '_' | sed 's/_*$//')
out=${1:-nameward-host-$host}
times=${2:-60}
mkdir -p -- "$out" || exit 1

# Configuration, as it stands; a file without a server says nothing.
if grep -q '^[[:space:]]*nameserver' /etc/resolv.conf 2>/dev/null; then
  cat /etc/resolv.conf > "$out/resolv.conf"
fi
if [ -r /etc/hosts ]; then
  cat /etc/hosts > "$out/hosts"
fi
if grep -q '^[[:space:]]*DNS' /etc/systemd/resolved.conf 2>/dev/null; then
  cat /etc/systemd/resolved.conf > "$out/resolved.conf"
fi
if command -v resolvectl >/dev/null 2>&1 && resolvectl status >/dev/null 2>&1; then
  resolvectl status --no-pager > "$out/resolvectl.txt"
fi
if command -v scutil >/dev/null 2>&1; then
  scutil --dns > "$out/scutil.txt"
fi

# The servers of the case, as fixed texts for grep; none is no reason to stop.
grep -v '^#' "$here/servers.txt" 2>/dev/null | grep . | sort -u > "$out/.servers"

# Sockets towards DNS servers and servers of the case, once a second, each told once: who holds it, by account and path.
searched() {
  SERVERS="$out/.servers" awk '
    BEGIN { while ((getline server < ENVIRON["SERVERS"]) > 0) searched[server] = 1 }
    {
      port = address = $6
      sub(/^.*:/, "", port)
      sub(/:[^:]*$/, "", address)
      sub(/%.*$/, "", address)
      gsub(/[][]/, "", address)
      if (port == 53 || port == 853 || port == 5353 || address in searched) print
    }'
}
sockets() {
  ss -H -tunap 2>/dev/null | searched | while IFS= read -r line; do
    key=$(printf '%s\n' "$line" | awk '{ print $1, $5, $6, $7 }')
    if grep -Fqx -- "$key" "$out/.seen"; then
      continue
    fi
    printf '%s\n' "$key" >> "$out/.seen"
    now=$(date -u '+%Y-%m-%dT%H:%M:%SZ')
    pid=$(printf '%s\n' "$line" | sed -n 's/.*,pid=\([0-9][0-9]*\),fd=[0-9]*).*/\1/p')
    user=
    path=
    if [ -n "$pid" ]; then
      user=$(ps -o user= -p "$pid" 2>/dev/null | tr -d '[:space:]')
      path=$(readlink "/proc/$pid/exe" 2>/dev/null | tr '\n' ' ' | tr -c '[:print:]' '?')
    fi
    printf '%s %s ss[%s]: %s user=%s exe=%s\n' "$now" "$host" "${pid:-0}" "$line" "$user" "${path% }"
  done
}
: > "$out/.seen"
if command -v ss >/dev/null 2>&1; then
  while [ "$times" -gt 0 ]; do
    sockets >> "$out/ss.log"
    times=$((times - 1))
    [ "$times" -gt 0 ] && sleep 1
  done
  [ -s "$out/ss.log" ] || rm -f -- "$out/ss.log"
fi
rm -f -- "$out/.servers" "$out/.seen"
echo "written: $out"
