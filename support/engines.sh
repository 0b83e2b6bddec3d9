# shellcheck shell=bash
# Other engines than the one of the run, one after the other, and the core of the integration tests on each. Source it
# after engine.sh. Debian's packages of an engine are unpacked into the folder of the run with all that they need, so that
# nothing is installed, and run there with their own C library. Each engine has a network and a mount namespace of its
# own, in which the tests run too: its rules and routes meet nobody else's, and go with it.

# NAME SUITE KIND VARIABLE...: an engine, the suite of Debian it comes from, and its environment.
other_engines=(
  "docker-26 trixie docker"
  "docker-28 forky docker"
  "docker-28-min-1.44 forky docker DOCKER_MIN_API_VERSION=1.44"
  "podman-4 bookworm podman"
  "podman-5 forky podman"
)
others=$work/others
other=  # the folder of the one that runs
launch= # its command line
table=  # a line for each engine

# test_other_engines ARGUMENT...: of Maven.
test_other_engines() {
  local engine failed=0
  [[ $(uname -s) == Linux ]] && can_install && [[ -n $(debian_mirror) ]] ||
    die "--all-engines needs root on Debian: the engines are its packages"
  need_other_programs
  unset DOCKER_TLS_VERIFY DOCKER_CERT_PATH # of the engine before
  undo="remove_other_engine $undo"         # first of all: the end of a private engine takes the folder with it
  for engine in "${other_engines[@]}"; do
    test_other_engine "$engine" "$@" || failed=1
  done
  printf '\n%-20s %-14s %-5s %6s %8s %6s\n' engine version API passed excluded failed
  printf '%s' "$table"
  return "$failed"
}

need_other_programs() {
  local program missing=()
  for program in patchelf:patchelf iptables:iptables ip:iproute2 busybox:busybox-static; do
    command -v "${program%:*}" >/dev/null || missing+=("${program#*:}")
  done
  ((!${#missing[@]})) || install_packages "${missing[@]}" || die "cannot install ${missing[*]}"
}

test_other_engine() { # ENGINE ARGUMENT...
  local name suite kind version status=0
  read -r name suite kind _ <<<"$1"
  say "the core tests on $name, of Debian $suite"
  unpack_engine "$suite" "$kind"
  start_other_engine "$1"
  version=$(api /version)
  run "$root/support/images" && run_core_tests "${@:2}" || status=$?
  table+=$(result_line "$name" "$version" "$status")$'\n'
  remove_other_engine
  return "$status"
}

# The first run has fetched all that Maven needs, so that it needs no network now.
run_core_tests() {
  rm -rf "$root/run-engine/target/failsafe-reports"
  run nsenter --net="/proc/$(cat "$other/pid")/ns/net" mvn -B -ntp -q -o -f "$root/pom.xml" -pl run-engine -am verify "$@" \
    -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
    -Dgroups=core -DexcludedGroups= -Dfailsafe.failIfNoSpecifiedTests=false -Dskip.over-docker-java=true
}

result_line() { # NAME VERSION STATUS
  local summary=$root/run-engine/target/failsafe-reports/failsafe-summary.xml all skipped failed passed
  count() { echo "$(($(grep -so "<$1>[0-9]*" "$summary" | tr -dc 0-9)+0))"; }
  all=$(count completed) skipped=$(count skipped) failed=$(($(count errors) + $(count failures)))
  passed=$((all - skipped - failed))
  [[ $3 == 0 || $failed != 0 ]] || failed='?' # it did not come to tests, or was not only tests
  printf '%-20s %-14s %-5s %6s %8s %6s' "$1" "$(json_text Version "$2")" "$(json_text ApiVersion "$2")" \
    "$passed" "$skipped" "$failed"
}

# The last member of a name: components have a version as well, before the engine's.
json_text() { grep -o "\"$1\":\"[^\"]*" <<<"$2" | tail -n 1 | cut -d'"' -f4; }

# ---- packages ------------------------------------------------------------------------------------------

# The mirror of this machine's own sources; nothing if they are not Debian's.
debian_mirror() {
  [[ $(. /etc/os-release && echo "$ID") == debian ]] || return 0
  cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    grep -v '^ *#' | grep -o 'https\?://[^ ]*/debian/\?\( \|$\)' | head -n 1
}

# unpack_engine SUITE KIND: with package lists and a cache of its own.
unpack_engine() {
  local suite=$1 kind=$2 apt=$others/apt.$1 tree=$others/$1-$2 package options packages
  [[ ! -e $tree ]] || return 0
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$tree"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $suite main" >"$apt/sources.list"
  options=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o Debug::NoLocking=true)
  packages=(docker.io containerd runc)
  [[ $kind == docker ]] || packages=(podman crun netavark aardvark-dns conmon catatonit)
  [[ -e $apt/updated ]] || apt_get "${options[@]}" update || die "no package lists of Debian $suite: $(tail -n 1 "$work/apt.log")"
  touch "$apt/updated"
  apt_get "${options[@]}" --download-only install "${packages[@]}" ||
    die "cannot download ${packages[*]} of Debian $suite: $(tail -n 1 "$work/apt.log")"
  for package in "$apt"/cache/archives/*.deb; do dpkg -x "$package" "$tree"; done
  rm "$apt"/cache/archives/*.deb
  use_own_libraries "$tree"
}

# Programs of another suite need its C library: their loader and search path become those beside them. They are linked
# into one folder, without those that every machine has.
use_own_libraries() { # TREE
  local tree=$1 loader folder name program
  loader=$(find "$tree" -name 'ld-linux*.so.*' -type f -print -quit)
  folder=$(basename "$(dirname "$loader")")
  mkdir "$tree/programs"
  for name in dockerd docker-proxy containerd containerd-shim-runc-v2 runc \
    podman crun conmon netavark aardvark-dns rootlessport catatonit; do
    program=$(find "$tree/usr" -name "$name" -type f -perm -u+x -print -quit)
    [[ -n $program ]] || continue
    ln -s "$program" "$tree/programs/$name"
    ! patchelf --print-interpreter "$program" >/dev/null 2>&1 || patchelf --set-interpreter "$loader" --force-rpath \
      --set-rpath "$tree/usr/lib/$folder:$tree/lib/$folder:$tree/usr/lib/$folder/systemd" "$program"
  done
}

# ---- engines -------------------------------------------------------------------------------------------

start_other_engine() { # ENGINE
  local name suite kind environment folder programs tenths=600
  read -r name suite kind environment <<<"$1"
  programs=$others/$suite-$kind/programs
  other=$others/$name
  mkdir "$other"
  [[ -d /etc/containers ]] || { mkdir /etc/containers && echo /etc/containers >>"$other/made"; } # for its policy
  for folder in /etc/docker /opt/containerd; do # made by dockerd
    [[ -e $folder ]] || echo "$folder" >>"$other/made"
  done
  for folder in /sys/fs/cgroup /sys/fs/cgroup/*/; do # its containers will make these
    for folder in "${folder%/}"/{docker,libpod_parent}; do
      [[ -d $folder ]] || echo "$folder" >>"$other/made"
    done
  done
  echo '{"default":[{"type":"insecureAcceptAnything"}]}' >"$other/policy.json"
  "configure_$kind" "$programs"
  # It sees nothing that another engine on this machine has in use, and no settings of this machine's own. crun takes no
  # cgroup v1 with controllers of v2 beside it.
  # shellcheck disable=SC2016,SC2086
  env -i PATH="$programs:$PATH" HOME="$other" TMPDIR="$other" CONTAINERS_CONF="$other/containers.conf" \
    CONTAINERS_STORAGE_CONF="$other/storage.conf" CONTAINERS_REGISTRIES_CONF="$other/registries.conf" \
    PODMAN_IGNORE_CGROUPSV1_WARNING=1 $environment setsid unshare --net --mount --propagation slave sh -c '
      mount --make-rshared /
      for folder in /run /dev/shm /etc/docker /etc/containers; do
        [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"
      done
      cp "$HOME/policy.json" /etc/containers
      umount /sys/fs/cgroup/unified 2>/dev/null
      ip link set lo up
      exec "$@"' sh "${launch[@]}" </dev/null >"$other/log" 2>&1 8>&- 9>&- &
  echo $! >"$other/pid"
  disown # so that it is none of the children that end first
  until answers "unix://$other/docker.sock"; do
    if ! kill -0 "$!" 2>/dev/null || ((tenths-- == 0)); then
      tail -n 5 "$other/log" >&2
      die "$name does not start; above is the end of its log"
    fi
    sleep 0.1
  done
  use_engine "unix://$other/docker.sock"
}

configure_docker() { # PROGRAMS
  echo '{}' >"$other/daemon.json"
  launch=("$1/dockerd" --config-file "$other/daemon.json" --data-root "$other/data" --exec-root "$other/exec"
    --pidfile "$other/dockerd.pid" --host "unix://$other/docker.sock" --userland-proxy-path "$1/docker-proxy")
}

configure_podman() { # PROGRAMS
  local files processes
  # Podman 4 asks for more than a container without CAP_SYS_RESOURCE may have.
  files=$(ulimit -Hn) processes=$(ulimit -Hu)
  [[ $files != unlimited ]] || files=1048576
  [[ $processes != unlimited ]] && ((processes <= 32768)) || processes=32768
  cat >"$other/containers.conf" <<END
[containers]
seccomp_profile = "$(find "${1%/*}/usr/share" -name seccomp.json -print -quit)"
init_path = "$1/catatonit"
default_ulimits = ["nofile=$files:$files", "nproc=$processes:$processes"]
[engine]
init_path = "$1/catatonit"
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "crun"
conmon_path = ["$1/conmon"]
helper_binaries_dir = ["$1"]
[engine.runtimes]
crun = ["$1/crun"]
[network]
network_backend = "netavark"
network_config_dir = "$other/networks"
firewall_driver = "iptables"
END
  printf '[storage]\ndriver = "overlay"\nrunroot = "%s/run"\ngraphroot = "%s/data"\n' "$other" "$other" >"$other/storage.conf"
  echo 'unqualified-search-registries = []' >"$other/registries.conf"
  launch=("$1/podman" --root "$other/data" --runroot "$other/run" system service --time 0 "unix://$other/docker.sock")
}

remove_other_engine() {
  [[ -n $other ]] || return 0
  local id pid left tenths=150 folder
  local DOCKER_HOST=unix://$other/docker.sock
  for id in $(api '/containers/json?all=1' --max-time 10 | grep -o '"Id":"[0-9a-f]*'); do
    api "/containers/${id##*\"}/kill" -X POST --max-time 10
    api "/containers/${id##*\"}?force=1&v=1" -X DELETE --max-time 30
  done
  pid=$(cat "$other/pid")
  grep -qsF "$others/" "/proc/$pid/cmdline" && kill -TERM "$pid"
  while ((tenths-- > 0)) && grep -qsF "$others/" "/proc/$pid/cmdline"; do sleep 0.1; done
  # Nothing is left now but what serves names, unless the engine was killed or hangs.
  # ([o], so that grep does not find itself.)
  tenths=50
  while left=$(grep -sl "${others%others}[o]thers/" /proc/[0-9]*/cmdline | cut -d/ -f3); [[ -n $left ]] && ((tenths-- > 0)); do
    for pid in $left; do kill -KILL "$pid"; done
    sleep 0.1
  done
  while read -r folder; do
    [[ ! -d $folder ]] || find "$folder" -depth -type d -exec rmdir {} +
  done <"$other/made"
  rm -rf --one-file-system "$other"
  other=
} >/dev/null 2>&1
