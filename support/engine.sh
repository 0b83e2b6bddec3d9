# shellcheck shell=bash
# The engine that the tests and examples run on: the one that answers, or a private one for the time of a run.
# Source it after lib.sh. It talks to engines with curl, because a docker command is not always there.

# api PATH [CURL-OPTION...]: one request to the engine at DOCKER_HOST.
api() {
  local path=$1 address=${DOCKER_HOST#*://}
  shift
  case $DOCKER_HOST in
    unix://*) set -- --unix-socket "$address" "http://engine$path" "$@" ;;
    tcp://*)
      if [[ -n ${DOCKER_TLS_VERIFY:-} ]]; then
        local certs=${DOCKER_CERT_PATH:-$HOME/.docker}
        set -- --cacert "$certs/ca.pem" --cert "$certs/cert.pem" --key "$certs/key.pem" "https://$address$path" "$@"
      else
        set -- "http://$address$path" "$@"
      fi ;;
    *) return 1 ;;
  esac
  curl --silent --noproxy '*' "$@"
}

# answers ADDRESS
answers() { [[ $(DOCKER_HOST=$1 api /_ping --max-time 5) == OK ]]; }

# Puts the engine that answers into DOCKER_HOST. A DOCKER_HOST that is set is a wish: nothing else will do.
find_engine() {
  local host
  command -v curl >/dev/null || { can_install && install_packages curl; } || die "curl is missing: install it"
  if [[ -n ${DOCKER_HOST:-} ]]; then
    answers "$DOCKER_HOST" ||
      die "no engine answers at DOCKER_HOST=$DOCKER_HOST: start it, or unset DOCKER_HOST to use another"
    use_engine "$DOCKER_HOST"
    return
  fi
  for host in "$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null)" unix:///var/run/docker.sock; do
    if answers "$host"; then use_engine "$host"; return; fi
  done
  return 1
}

use_engine() {
  export DOCKER_HOST=$1
  unset DOCKER_CONTEXT # it would win over DOCKER_HOST
}

# Makes sure of an engine, and of the test images on it.
need_engine() {
  if find_engine; then
    run "$root/support/images"
  else
    can_install || die "no container engine answers: start Docker or Podman, or set DOCKER_HOST to the address of one"
    start_engine
    run "$root/support/images" 2>"$work/images.log" || { cat "$work/images.log" >&2; exit 1; }
  fi
}

# The docker command, with which recorded runs are prepared and looked at. Debian's engine brings it.
need_docker_command() {
  command -v docker >/dev/null || { can_install && install_services docker.io; } ||
    die "the docker command is missing: install it, for example the package docker.io or docker-cli"
}

# ---- the private engine --------------------------------------------------------------------------------
# A dockerd with everything in one folder and a mount namespace of its own: the mounts end with it, whatever
# happened. The network has to be the machine's, since programs reach published ports there. So that nothing
# of another engine or a firewall is touched, it has a bridge of its own, addresses that nobody else uses
# (198.18.0.0/15 is set aside for tests of network devices) and no iptables rules: docker-proxy carries the
# published ports. What its containers cannot do that way is reach the internet.

bridge=containerrun0
engine=$work/engine

start_engine() {
  local folder tenths=600
  # One at a time. The locked file is one that exists anyway: not even a lock stays behind.
  exec 9</etc/os-release
  hold 9 "another run has the private engine; waiting for its end"
  if [[ -e /sys/class/net/$bridge ]]; then # a run was killed before it could tidy up; the bridge knows its folder
    folder=$(cat "/sys/class/net/$bridge/ifalias")
    [[ $folder == */containerrun.??????/engine ]] || die "the network bridge $bridge is in the way: remove it"
    remove_engine "$folder" || true
  fi
  install_engine

  say "no engine answers: starting a private one in $engine"
  mkdir "$engine"
  undo+=" remove_engine"
  cat /proc/sys/net/ipv4/ip_forward >"$engine/ip_forward"
  ip link add "$bridge" type bridge
  ip link set "$bridge" alias "$engine" up
  ip address add 198.18.0.1/24 dev "$bridge"
  # Bridged packets pass iptables too, where another engine or a firewall may drop what it does not know.
  [[ $(iptables -S FORWARD 2>/dev/null) =~ ^(-P FORWARD ACCEPT)?$ ]] || forward -I
  # Every dockerd uses these folders, whatever its flags: this one sees its own there.
  local shared="/etc/docker /run/docker /run/containerd /opt/containerd"
  for folder in $shared; do
    [[ -d $folder ]] || { mkdir "$folder" && echo "$folder" >>"$engine/made"; }
  done
  for folder in /sys/fs/cgroup /sys/fs/cgroup/*; do # its containers will make these
    [[ -d $folder/docker ]] || echo "$folder/docker" >>"$engine/made"
  done
  echo '{}' >"$engine/daemon.json"
  unset DOCKER_TLS_VERIFY DOCKER_CERT_PATH # dockerd reads them as well
  # TMPDIR is where containerd writes what it was doing when it had to be killed.
  # shellcheck disable=SC2016
  TMPDIR=$engine setsid unshare --mount --propagation slave sh -c '
    mount --make-rshared / # for bind mounts that propagate
    for folder in $0; do mount -t tmpfs tmpfs "$folder"; done
    exec dockerd "$@"' "$shared" \
    --config-file "$engine/daemon.json" --data-root "$engine/data" --exec-root "$engine/exec" \
    --pidfile "$engine/dockerd.pid" --host "unix://$engine/docker.sock" \
    --bridge "$bridge" --default-address-pool base=198.19.0.0/16,size=24 \
    --iptables=false --ip6tables=false --ip-masq=false </dev/null >"$engine/log" 2>&1 8>&- 9>&- &
  echo $! >"$engine/pid"
  disown # so that it is none of the children that end first
  until answers "unix://$engine/docker.sock"; do
    if ! kill -0 "$!" 2>/dev/null || ((tenths-- == 0)); then
      tail -n 5 "$engine/log" >&2
      die "the private engine does not start; above is the end of its log"
    fi
    sleep 0.1
  done
  use_engine "unix://$engine/docker.sock"
}

# The distribution's packages must not start anything by themselves: policy-rc.d forbids it. A policy that is there
# already is somebody's decision and stays.
policy=/usr/sbin/policy-rc.d
install_engine() {
  local program missing=()
  for program in dockerd:docker.io iptables:iptables ip:iproute2 busybox:busybox-static; do
    command -v "${program%:*}" >/dev/null || missing+=("${program#*:}")
  done
  ((!${#missing[@]})) || install_services "${missing[@]}" || die "cannot install a container engine"
}

# install_services PACKAGE...: without starting them.
install_services() {
  local failed=0
  undo+=" forget_policy"
  [[ -e $policy ]] || { printf '#!/bin/sh\n# of containerrun\nexit 101\n' >"$policy" && chmod 755 "$policy"; }
  install_packages "$@" || failed=1
  forget_policy
  return "$failed"
}
forget_policy() { ! grep -qs 'of containerrun' "$policy" || rm "$policy"; }

# remove_engine [FOLDER]: takes the engine there, by default this run's, away with all that it made.
remove_engine() {
  local folder=${1:-$engine} id pid link left tenths=150
  local DOCKER_HOST=unix://$folder/docker.sock
  for id in $(api '/containers/json?all=1' --max-time 10 | grep -o '"Id":"[0-9a-f]*'); do
    api "/containers/${id##*\"}?force=1&v=1" -X DELETE --max-time 10
  done
  api /networks/prune -X POST --max-time 10

  # dockerd, its containerd and the shims of its containers name the folder on their command line.
  pid=$(cat "$folder/pid")
  grep -qsF "$folder/" "/proc/$pid/cmdline" && kill -TERM "$pid"
  while ((tenths-- > 0)) && grep -qsF "$folder/" "/proc/$pid/cmdline"; do sleep 0.1; done
  # Nothing is left now, unless dockerd was killed or hangs: then containerd and the containers are.
  # ([e], so that grep does not find itself.)
  tenths=50
  while left=$(grep -sl "$folder/[e]xec" /proc/[0-9]*/cmdline | cut -d/ -f3); [[ -n $left ]] && ((tenths-- > 0)); do
    # shellcheck disable=SC2046
    for pid in $left; do kill -KILL $(cat "/proc/$pid/task"/*/children) "$pid"; done
    sleep 0.1
  done

  for link in "$bridge" $(ip -4 -o address show type bridge | awk '$4 ~ /^198\.19\./ { print $2 }'); do
    ip link delete "$link"
  done
  forward -D
  # Another engine that came meanwhile relies on forwarding.
  [[ -e /sys/class/net/docker0 ]] || cat "$folder/ip_forward" >/proc/sys/net/ipv4/ip_forward
  for id in "$folder"/data/containers/*; do # a container that was killed with its shim leaves its cgroups
    [[ ! -d $id ]] || rmdir /sys/fs/cgroup{,/*}/docker/"${id##*/}"
  done
  xargs rmdir <"$folder/made"
  rm -rf --one-file-system "${folder%/engine}"
} >/dev/null 2>&1

forward() { iptables "$1" FORWARD -s 198.18.0.0/15 -d 198.18.0.0/15 -j ACCEPT; }
