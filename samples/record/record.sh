#!/usr/bin/env bash
# record.sh [rogue] [hotspot] [conditional] [flux]    Records samples/rogue.pcap.gz and so on (all where none is named); four to five minutes each.
#
# A small fictional office is built out of network namespaces that have no route out of them; real servers and clients run in it, and tcpdump
# records on its switch. Needs root, bind9, bind9-dnsutils, dnsmasq, tcpdump, iproute2, ethtool and python3; where AppArmor confines named, it must be allowed the
# temporary folder. Whatever was started is ended, also when interrupted.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD

readonly lan=10.70.0 resolver=10.70.0.53 stranger=203.0.113.67
readonly clients=(11 12 13 14 15 16 17 18) mail_gateway=18 printer=40
readonly seconds=240 change_after=110
readonly hotspot=17 neighbours=(12 13 15 16)
readonly victims=(14 16)
readonly own=203.0.113.66 callers=(12 15 17) labels=(k7m2xq4fzt5w p3h6vd2nrj7c b5y4wt7gke2s)

die() {
    echo "record: $1" >&2
    exit 2
}

[[ $EUID -eq 0 ]] || die "needs root, to build network namespaces"
for tool in ip ethtool named nsupdate dnsmasq tcpdump python3 gzip; do
    command -v "$tool" >/dev/null || die "needs $tool"
done

prefix=nw$$
work=$(mktemp -d)
running=() spaces=() resolver_family=(-4)

# Whatever runs is ended by its own id, the last first; a namespace takes its interfaces with it.
clean_up() {
    local i
    for ((i = ${#running[@]} - 1; i >= 0; i--)); do
        kill "${running[i]}" 2>/dev/null || true
        wait "${running[i]}" 2>/dev/null || true
    done
    for i in "${spaces[@]}"; do
        ip netns del "$i"
    done
    running=() spaces=()
}
trap 'clean_up; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

space() {
    ip netns add "$prefix-$1"
    spaces+=("$prefix-$1")
    ip -n "$prefix-$1" link set lo up
}

# start NAME COMMAND...: runs in the namespace until it is ended.
start() {
    local name=$1
    shift
    (cd "$work" && exec ip netns exec "$prefix-$name" "$@" </dev/null >>"$work/log" 2>&1) &
    running+=($!)
}

# As sleep, but a signal ends it at once.
pause() {
    sleep "$1" &
    running+=($!)
    wait $!
    unset 'running[-1]'
}

# cable NAME ADDRESS PEER PORT: connects a namespace with a port of another. Checksums are computed before tcpdump sees a packet, not by a card.
cable() {
    ip -n "$prefix-$1" link add eth0 type veth peer name "$4" netns "$prefix-$3"
    ip netns exec "$prefix-$1" ethtool -K eth0 tx off gso off tso off >/dev/null
    ip -n "$prefix-$1" addr add "$2/24" dev eth0
    ip -n "$prefix-$1" link set eth0 up
    ip -n "$prefix-$3" link set "$4" up
}

# host NAME ADDRESS: a host of the office.
host() {
    space "$1"
    cable "$1" "$2" switch "$1"
    ip -n "$prefix-switch" link set "$1" master bridge
    [[ $1 == router ]] || ip -n "$prefix-$1" route add default via "$lan.1"
}

# outside NAME NETWORK ADDRESS...: a host behind the router, at .1 of its network.
outside() {
    local name=$1 network=$2 address
    shift 2
    space "$name"
    cable "$name" "$1" router "$name"
    for address in "${@:2}"; do
        ip -n "$prefix-$name" addr add "$address/24" dev eth0
    done
    ip -n "$prefix-router" addr add "$network.1/24" dev "$name"
    ip netns exec "$prefix-router" ethtool -K "$name" tx off gso off tso off >/dev/null
    ip -n "$prefix-$name" route add default via "$network.1"
}

build_office() {
    local number
    space switch
    ip -n "$prefix-switch" link add bridge type bridge
    ip -n "$prefix-switch" link set bridge up
    host router "$lan.1"
    ip netns exec "$prefix-router" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
    host resolver "$resolver"
    outside world 198.51.100 198.51.100.4 198.51.100.5 198.51.100.6
    for number in "${clients[@]}" "$printer"; do
        host "pc$number" "$lan.$number"
    done
}

# The zones of sites.txt: each has the same few hosts, or leads to a delivery network; the zone above delegates it to the hosting server.
write_zones() {
    local site v4 v6 ttl edge name number
    cp "$here"/*.conf "$here"/*.zone "$work"
    grep -v '^#' "$here/sites.txt" | while read -r site v4 v6 ttl edge; do
        {
            # shellcheck disable=SC2016 # $TTL is a directive of zone files
            printf '$TTL %s\n@ SOA ns.hosting.example. hostmaster.hosting.example. 1 3600 600 86400 60\n@ NS ns.hosting.example.\n' "$ttl"
            for name in @ static img api; do printf '%s A %s\n%s AAAA %s\n' "$name" "$v4" "$name" "$v6"; done
            if [[ $edge == - ]]; then printf 'www A %s\nwww AAAA %s\n' "$v4" "$v6"; else printf 'www CNAME %s.\n' "$edge"; fi
        } >"$work/$site.zone"
        printf '%s. NS ns.hosting.example.\n' "$site" >>"$work/delegations"
        printf 'zone "%s" { type primary; file "%s.zone"; };\n' "$site" "$site" >>"$work/hosted.conf"
    done
    # About 2,700 bytes: more than a packet holds, and more than UDP carries without EDNS.
    for number in {10..25}; do
        printf 'list TXT "%s: %0150d"\n' "$number" 0
    done >>"$work/example.net.zone"
    cat "$work/delegations" >>"$work/top.zone"
}

# use_server NUMBER SERVER: what a changed setting does.
use_server() {
    echo "nameserver $2" >"$work/next"
    mv "$work/next" "$work/resolv.$1"
    echo "  $(date -u +%T)  $lan.$1 uses $2"
}

start_office() {
    local number extra
    start world named -f -4 -c world.conf
    start resolver named -f "${resolver_family[@]}" -c office.conf
    start "pc$printer" python3 "$here/neighbour.py" printer "$lan.$printer"
    pause 3
    for number in "${clients[@]}"; do
        use_server "$number" "$resolver"
        extra=()
        [[ $number == "$mail_gateway" ]] && extra=(--large)
        start "pc$number" python3 "$here/client.py" --settings "$work/resolv.$number" --sites "$here/sites.txt" --seed "$number" "${extra[@]}"
    done
}

# One client is pointed to a resolver outside.
rogue() {
    outside stranger 203.0.113 "$stranger"
    start stranger named -f -4 -c stranger.conf
    start_office
    pause "$change_after"
    use_server 14 "$stranger"
    pause $((seconds - change_after))
}

# One client becomes a hotspot, and its neighbours come to use it one after another.
hotspot() {
    local number
    start_office
    pause "$change_after"
    start "pc$hotspot" dnsmasq --conf-file=hotspot.conf
    pause 2
    for number in "${neighbours[@]}"; do
        use_server "$number" "$lan.$hotspot"
        pause 4
    done
    pause $((seconds - change_after - 2 - 4 * ${#neighbours[@]}))
}

# The names of a delivery network: a quarter of them is gone, for everybody.
write_assets() {
    local number name
    printf '$TTL 20\n@ SOA ns.hosting.example. hostmaster.hosting.example. 1 3600 600 86400 20\n@ NS ns.hosting.example.\n' >"$work/assets.zone"
    for number in {1..48}; do
        name=$(printf 'asset %s' "$number" | sha256sum | cut -c 1-16)
        echo "$name.assets-example.com" >>"$work/assets.txt"
        [[ $((number % 4)) -eq 0 ]] || printf '%s A 192.0.2.%s\n%s A 198.51.100.%s\n%s A 192.0.2.%s\n' "$name" $((60 + number)) "$name" $((120 + number)) "$name" $((180 + number)) >>"$work/assets.zone"
    done
    printf 'zone "assets-example.com" { type primary; file "assets.zone"; };\n' >>"$work/hosted.conf"
    printf 'assets-example.com. NS ns.hosting.example.\n' >>"$work/top.zone"
}

# Three hosts run the same program; a server of somebody's own has an answer for one of them. All of them use a delivery network.
conditional() {
    local number
    outside own 203.0.113 "$own"
    write_assets
    printf 'telemetry-example.com. NS ns1.telemetry-example.com.\ntelemetry-example.com. NS ns2.telemetry-example.com.\nns1.telemetry-example.com. A %s\nns2.telemetry-example.com. A %s\n' "$own" "$own" >>"$work/top.zone"
    start own named -f -4 -c own.conf
    start_office
    for number in "${!callers[@]}"; do
        start "pc${callers[number]}" python3 "$here/caller.py" --settings "$work/resolv.${callers[number]}" --seed "5${callers[number]}" --pause 7 --below "${labels[number]}.telemetry-example.com"
    done
    for number in "${clients[@]}"; do
        start "pc$number" python3 "$here/caller.py" --settings "$work/resolv.$number" --seed "6$number" --pause 5 --list "$work/assets.txt"
    done
    pause "$seconds"
}

# Shops on one delivery network: each leads to a few of its machines, which are others every few seconds, in the same two networks.
write_shops() {
    local number shop
    for number in {1..12}; do
        shop=shop$number-example.com
        {
            # shellcheck disable=SC2016 # $TTL is a directive of zone files
            printf '$TTL 20\n@ SOA ns.hosting.example. hostmaster.hosting.example. 1 3600 600 86400 20\n@ NS ns.hosting.example.\nwww A 192.0.2.200\n'
        } >"$work/$shop.zone"
        printf 'zone "%s" { type primary; file "%s.zone"; allow-update { 198.51.100.6; }; };\n' "$shop" "$shop" >>"$work/hosted.conf"
        printf '%s. NS ns.hosting.example.\n' "$shop" >>"$work/top.zone"
        echo "www.$shop" >>"$work/shops.txt"
    done
    printf '192.0.2.%s\n' {200..230} >"$work/edges.v4"
    printf '198.51.100.%s\n' {200..230} >>"$work/edges.v4"
    printf '2001:db8:60::%x\n' {16..80} >"$work/edges.v6"
}

# The hosts of a flux network. The networks for documentation and benchmarks hold five ranges of IPv4 (RFC 5737, RFC 2544); of IPv6 there are 4,096 in 3fff::/20 (RFC 9637).
write_pools() {
    local number
    printf '198.%s.7\n' {18,19}.{1..40} >"$work/hosts.v4"
    for number in {1..400}; do
        printf '3fff:%x:%x::80\n' $((number * 10)) $((number * 7)) >>"$work/hosts.v6"
    done
    for number in {1..48}; do
        printf '3fff:%x::53\n' $((number * 85)) >>"$work/servers.v6"
    done
    printf '%s\n' www.flux-example.com login.flux-example.com >"$work/flux.txt"
}

# The server of the flux network has all the addresses that its name servers ever get; the office reaches them by IPv6.
join_by_ipv6() {
    local address
    ip netns exec "$prefix-router" sh -c 'echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
    ip -n "$prefix-router" addr add 2001:db8:70::1/64 dev eth0 nodad
    ip -n "$prefix-router" addr add 2001:db8:66::1/64 dev own nodad
    ip -n "$prefix-router" route add 3fff::/20 via 2001:db8:66::66
    ip -n "$prefix-resolver" addr add 2001:db8:70::53/64 dev eth0 nodad
    ip -n "$prefix-resolver" route add default via 2001:db8:70::1
    ip -n "$prefix-own" addr add 2001:db8:66::66/64 dev eth0 nodad
    ip -n "$prefix-own" route add default via 2001:db8:66::1
    while read -r address; do
        ip -n "$prefix-own" addr add "$address/128" dev lo nodad
    done < <(cat "$work/servers.v6"; echo 3fff:100::53; echo 3fff:200::53)
}

# Two hosts look up a zone whose names and name servers move about, also in the zone above; everybody looks up shops on a delivery network.
flux() {
    local number shop give=() servers=()
    outside own 203.0.113 "$own"
    write_shops
    write_pools
    join_by_ipv6
    cp "$work/top.zone" "$work/com.zone"
    printf '%s\n' '$TTL 30' 'flux-example.com. NS ns1.flux-example.com.' 'flux-example.com. NS ns2.flux-example.com.' 'ns1.flux-example.com. AAAA 3fff:100::53' 'ns2.flux-example.com. AAAA 3fff:200::53' >>"$work/com.zone"
    sed -i 's|zone "com" .*|zone "com" { type primary; file "com.zone"; allow-update { 198.51.100.5; }; };|' "$work/world.conf"
    start own named -f -c flux.conf
    resolver_family=()
    start_office
    resolver_family=(-4)
    for number in 1 2; do
        servers+=(ns$number.flux-example.com AAAA 1 servers.v6)
    done
    start world python3 "$here/mover.py" --server 198.51.100.5 --seed 9 --every 12 --ttl 30 --give com "${servers[@]:0:4}" --give com "${servers[@]:4}"
    start own python3 "$here/mover.py" --server "$own" --seed 9 --every 12 --ttl 30 --give flux-example.com "${servers[@]:0:4}" --give flux-example.com "${servers[@]:4}" \
        --give flux-example.com www.flux-example.com AAAA 5 hosts.v6 --give flux-example.com www.flux-example.com A 3 hosts.v4 --give flux-example.com login.flux-example.com AAAA 5 hosts.v6
    while read -r shop; do
        give+=(--give "${shop#www.}" "$shop" A 4 edges.v4 --give "${shop#www.}" "$shop" AAAA 4 edges.v6)
    done <"$work/shops.txt"
    start world python3 "$here/mover.py" --server 198.51.100.6 --seed 8 --every 12 --ttl 20 "${give[@]}"
    for number in "${victims[@]}"; do
        start "pc$number" python3 "$here/caller.py" --settings "$work/resolv.$number" --seed "7$number" --pause 6 --list "$work/flux.txt"
    done
    for number in "${clients[@]}"; do
        start "pc$number" python3 "$here/caller.py" --settings "$work/resolv.$number" --seed "8$number" --pause 8 --list "$work/shops.txt"
    done
    pause "$seconds"
}

# What ended before its time is a mistake of the recording: nothing is kept then.
assert_running() {
    local id
    for id in "${running[@]}"; do
        kill -0 "$id" 2>/dev/null || { cat "$work/log" >&2; die "a server or client ended early"; }
    done
}

record() {
    local tcpdump
    echo "$1"
    rm -rf "${work:?}"/*
    build_office
    write_zones
    start switch tcpdump -i bridge -s 0 -Z root -w "$work/$1.pcap"
    tcpdump=${running[-1]}
    "$1"
    assert_running
    kill "$tcpdump"
    wait "$tcpdump" || true
    clean_up
    gzip -9 -n -c "$work/$1.pcap" >"$here/../$1.pcap.gz"
}

[[ $# -gt 0 ]] || set -- rogue hotspot conditional flux
for what in "$@"; do
    [[ $what == rogue || $what == hotspot || $what == conditional || $what == flux ]] || die "there is no $what; rogue, hotspot, conditional and flux can be recorded"
done
for what in "$@"; do
    record "$what"
done
