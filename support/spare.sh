# shellcheck shell=bash
# A private engine for the time of a run that tests may freeze, kill and restart, with live-restore or without.
# Source it after engine.sh. Its containers have no network. Only root on Debian or Ubuntu can have it; elsewhere the test
# that needs it is left out, and says so.

spare=$work/spare

need_spare_engine() {
  if ! can_install; then
    say "no engine that may be restarted: it takes root on Debian or Ubuntu; RestartsIT is left out"
    return
  fi
  install_engine
  mkdir -p "$spare"
  undo="remove_spare_engine $undo" # first of all: the end of a private engine takes the folder with it
  local folder shared="/etc/docker /run/docker /run/containerd"
  for folder in $shared; do
    [[ -d $folder ]] || { mkdir "$folder" && echo "$folder" >>"$spare/made"; }
  done
  # What containers have mounted has to be there for the next dockerd: this process keeps the mount namespace.
  # shellcheck disable=SC2016
  setsid unshare --mount --propagation slave sh -c '
    mount --make-rshared /
    for folder in $0; do mount -t tmpfs tmpfs "$folder"; done
    : >"$1/mounted"
    exec sleep infinity' "$shared" "$spare" </dev/null >"$spare/log" 2>&1 8>&- 9>&- &
  echo $! >"$spare/holder"
  disown # so that it is none of the children that end first
  until [[ -e $spare/mounted ]]; do
    kill -0 "$!" 2>/dev/null || die "the engine that may be restarted cannot have a mount namespace"
    sleep 0.1
  done
  export CONTAINERRUN_SPARE_ENGINE=unix://$spare/docker.sock
  export CONTAINERRUN_SPARE_CONTROL="$root/support/spare-control $spare"
}

remove_spare_engine() {
  local id pid left tenths=50 DOCKER_HOST=unix://$spare/docker.sock
  "$root/support/spare-control" "$spare" thaw
  for id in $(api '/containers/json?all=1' --max-time 10 | grep -o '"Id":"[0-9a-f]*'); do
    api "/containers/${id##*\"}?force=1&v=1" -X DELETE --max-time 10
  done
  "$root/support/spare-control" "$spare" stop
  while left=$(grep -sl "$spare/[e]xec" /proc/[0-9]*/cmdline | cut -d/ -f3); [[ -n $left ]] && ((tenths-- > 0)); do
    # shellcheck disable=SC2046
    for pid in $left; do kill -KILL $(cat "/proc/$pid/task"/*/children) "$pid"; done
    sleep 0.1
  done
  kill -KILL "$(cat "$spare/holder")"
  xargs rmdir <"$spare/made"
  rm -rf --one-file-system "$spare"
} >/dev/null 2>&1
