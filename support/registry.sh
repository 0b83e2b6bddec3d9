# shellcheck shell=bash
# A private registry with a password on this machine, for the tests that push and pull. Source it after engine.sh.
# It is the distribution's, in a folder of its own on a port that was free; the engine asks what is on 127.0.0.1
# without TLS. Where it cannot be had, the tests fail and say so: another registry that has no image of theirs and
# takes a password may be named in CONTAINERRUN_REGISTRY (host:port), _USER and _PASSWORD.

registry=$work/registry

need_registry() {
  [[ -z ${CONTAINERRUN_REGISTRY:-} ]] || return 0
  local program missing=()
  for program in docker-registry:docker-registry htpasswd:apache2-utils; do
    command -v "${program%:*}" >/dev/null || missing+=("${program#*:}")
  done
  if ((${#missing[@]})) && ! { can_install && install_services "${missing[@]}"; }; then
    say "no registry for the tests: ${missing[*]} cannot be installed here"
    return
  fi
  start_registry
}

start_registry() {
  local tenths=100 address
  mkdir "$registry"
  export CONTAINERRUN_REGISTRY_USER=tester CONTAINERRUN_REGISTRY_PASSWORD
  CONTAINERRUN_REGISTRY_PASSWORD=$(head -c 18 /dev/urandom | base64 | tr '+/' '.-')
  htpasswd -Bin "$CONTAINERRUN_REGISTRY_USER" <<<"$CONTAINERRUN_REGISTRY_PASSWORD" >"$registry/htpasswd" 2>/dev/null
  cat >"$registry/config.yml" <<END
version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: $registry/store}, delete: {enabled: true}}
http: {addr: "127.0.0.1:0", secret: containerrun}
auth: {htpasswd: {realm: containerrun, path: $registry/htpasswd}}
END
  undo="stop_registry $undo" # first of all: the end of a private engine takes the folder with it
  # Should this shell be killed, the registry ends with it.
  setsid setpriv --pdeathsig TERM docker-registry serve "$registry/config.yml" </dev/null >"$registry/log" 2>&1 8>&- 9>&- &
  echo $! >"$registry/pid"
  disown # so that it is none of the children that end first
  until address=$(grep -o 'listening on 127[0-9.:]*' "$registry/log"); do # it chose the port
    if ! kill -0 "$!" 2>/dev/null || ((tenths-- == 0)); then
      tail -n 5 "$registry/log" >&2
      die "the private registry does not start; above is the end of its log"
    fi
    sleep 0.1
  done
  export CONTAINERRUN_REGISTRY=${address##* }
}

stop_registry() {
  local pid tenths=50
  pid=$(cat "$registry/pid")
  grep -qsF "$registry/" "/proc/$pid/cmdline" && kill -TERM "$pid"
  while ((tenths-- > 0)) && grep -qsF "$registry/" "/proc/$pid/cmdline"; do sleep 0.1; done
  grep -qsF "$registry/" "/proc/$pid/cmdline" && kill -KILL "$pid"
} >/dev/null 2>&1
