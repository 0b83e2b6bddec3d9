# shellcheck shell=bash
# An ssh server on this machine for the time of a run, for the tests of ssh:// addresses. Source it after engine.sh. It has
# keys, configuration and a port of its own, and lets in nobody but the user of this run, with the key of this run. The
# ssh on the PATH of the run uses that key; neither the server nor the client reads the files of the system or the user.

ssh=$work/ssh

need_ssh_server() {
  if [[ $DOCKER_HOST != unix://* ]]; then
    say "no ssh server: the engine has no socket on this machine; SshIT is left out"
    return
  fi
  local program missing=()
  for program in sshd:openssh-server ssh:openssh-client; do
    command -v "${program%:*}" >/dev/null || missing+=("${program#*:}")
  done
  if ((${#missing[@]})) && ! { can_install && install_services "${missing[@]}"; }; then
    say "no ssh server: ${missing[*]} cannot be installed here; SshIT is left out"
    return
  fi
  start_ssh_server
}

start_ssh_server() {
  local tenths=100 port user
  user=$(id -un)
  mkdir -p "$ssh/bin"
  ssh-keygen -q -t ed25519 -N '' -f "$ssh/host"
  ssh-keygen -q -t ed25519 -N '' -f "$ssh/user"
  cp "$ssh/user.pub" "$ssh/authorized"
  undo="stop_ssh_server $undo" # first of all: the end of a private engine takes the folder with it
  [[ -d /run/sshd ]] || { mkdir /run/sshd && touch "$ssh/made"; } # sshd locks itself in there
  for ((; tenths > 0; tenths--)); do
    port=$((RANDOM % 20000 + 20000))
    sshd_config "$port" "$user" >"$ssh/sshd_config"
    # Should this shell be killed, the server ends with it.
    setsid setpriv --pdeathsig TERM "$(command -v sshd)" -D -e -f "$ssh/sshd_config" </dev/null >"$ssh/log" 2>&1 8>&- 9>&- &
    echo $! >"$ssh/pid"
    disown # so that it is none of the children that end first
    until grep -qs 'Server listening' "$ssh/log" || ! kill -0 "$!" 2>/dev/null; do sleep 0.1; done
    ! kill -0 "$!" 2>/dev/null || break # else the port was taken
  done
  ((tenths > 0)) || { tail -n 5 "$ssh/log" >&2; die "the ssh server does not start; above is the end of its log"; }
  echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$ssh/host.pub")" >"$ssh/known_hosts"
  ssh_client
  export PATH=$ssh/bin:$PATH CONTAINERRUN_SSH_ENGINE=ssh://$user@127.0.0.1:$port${DOCKER_HOST#unix://}
}

sshd_config() { # PORT USER
  cat <<END
ListenAddress 127.0.0.1:$1
HostKey $ssh/host
PidFile none
AuthorizedKeysFile $ssh/authorized
AllowUsers $2
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
SetEnv DOCKER_HOST=$DOCKER_HOST PATH=$PATH
END
}

ssh_client() {
  cat >"$ssh/config" <<END
IdentityFile $ssh/user
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile $ssh/known_hosts
GlobalKnownHostsFile none
StrictHostKeyChecking yes
BatchMode yes
LogLevel ERROR
END
  printf '#!/bin/sh\nexec %s -F %s/config "$@"\n' "$(command -v ssh)" "$ssh" >"$ssh/bin/ssh"
  chmod +x "$ssh/bin/ssh"
}

stop_ssh_server() {
  local pid tenths=50
  pid=$(cat "$ssh/pid")
  grep -qsF "$ssh/" "/proc/$pid/cmdline" && kill -TERM "$pid"
  while ((tenths-- > 0)) && grep -qsF "$ssh/" "/proc/$pid/cmdline"; do sleep 0.1; done
  grep -qsF "$ssh/" "/proc/$pid/cmdline" && kill -KILL "$pid"
  [[ ! -e $ssh/made ]] || rmdir /run/sshd
} >/dev/null 2>&1
