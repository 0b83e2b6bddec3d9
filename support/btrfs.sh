# shellcheck shell=bash
# A second private engine for the time of a run, whose storage driver enforces the size of a container: btrfs on a file.
# Source it after engine.sh. Its containers have no network. Only root on Debian or Ubuntu can have it; elsewhere the test
# that needs it is left out, and says so.

btrfs=$work/btrfs

need_btrfs_engine() {
  if ! can_install || ! grep -qw btrfs /proc/filesystems; then
    say "no engine on btrfs: it takes root on Debian or Ubuntu, and a kernel with btrfs; StorageSizeIT is left out"
    return
  fi
  install_engine
  command -v mkfs.btrfs >/dev/null || install_packages btrfs-progs || die "mkfs.btrfs is missing: install btrfs-progs"
  start_btrfs_engine
}

start_btrfs_engine() {
  local folder tenths=300 shared="/etc/docker /run/docker /run/containerd"
  mkdir -p "$btrfs/data"
  for folder in $shared; do
    [[ -d $folder ]] || { mkdir "$folder" && echo "$folder" >>"$btrfs/made"; }
  done
  truncate -s 1G "$btrfs/disk"
  mkfs.btrfs -q "$btrfs/disk" >/dev/null
  echo '{}' >"$btrfs/daemon.json"
  undo="remove_btrfs_engine $undo" # first of all: the end of a private engine takes the folder with it
  # The file is mounted in the engine's own mount namespace, with which it goes, whatever happens.
  # shellcheck disable=SC2016
  TMPDIR=$btrfs setsid unshare --mount --propagation slave sh -c '
    mount --make-rshared /
    mount -o loop "$1/disk" "$1/data"
    for folder in $2; do mount -t tmpfs tmpfs "$folder"; done
    exec dockerd --storage-driver btrfs --config-file "$1/daemon.json" --data-root "$1/data" --exec-root "$1/exec" \
      --pidfile "$1/dockerd.pid" --host "unix://$1/docker.sock" \
      --bridge none --iptables=false --ip6tables=false' sh "$btrfs" "$shared" </dev/null >"$btrfs/log" 2>&1 8>&- 9>&- &
  echo $! >"$btrfs/pid"
  disown # so that it is none of the children that end first
  until answers "unix://$btrfs/docker.sock"; do
    if ! kill -0 "$!" 2>/dev/null || ((tenths-- == 0)); then
      tail -n 5 "$btrfs/log" >&2
      die "the engine on btrfs does not start; above is the end of its log"
    fi
    sleep 0.1
  done
  export CONTAINERRUN_BTRFS_ENGINE=unix://$btrfs/docker.sock
}

remove_btrfs_engine() {
  local id pid tenths=150
  local DOCKER_HOST=unix://$btrfs/docker.sock
  for id in $(api '/containers/json?all=1' --max-time 10 | grep -o '"Id":"[0-9a-f]*'); do
    api "/containers/${id##*\"}?force=1&v=1" -X DELETE --max-time 10
  done
  pid=$(cat "$btrfs/pid")
  grep -qsF "$btrfs/" "/proc/$pid/cmdline" && kill -TERM "$pid"
  while ((tenths-- > 0)) && grep -qsF "$btrfs/" "/proc/$pid/cmdline"; do sleep 0.1; done
  grep -qsF "$btrfs/" "/proc/$pid/cmdline" && kill -KILL "$pid"
  xargs rmdir <"$btrfs/made"
  rm -rf --one-file-system "$btrfs"
} >/dev/null 2>&1
