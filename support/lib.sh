# shellcheck shell=bash
# What demo, verify and the programs in support/ share. Source it: it makes one temporary folder, $work,
# and promises that nothing of a run outlives the run, however it ends.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PATH=$PATH:/usr/sbin:/sbin # su without "-" leaves them out, and dockerd, iptables and ip live there

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# Below $work there are Unix sockets, whose paths may have about 100 bytes, and paths without blanks keep
# every command line here simple. A TMPDIR that offers neither is not used.
tmp=${TMPDIR:-/tmp}
[[ $tmp =~ ^/[[:alnum:]/._-]{0,40}$ ]] || tmp=/tmp
work=$(mktemp -d "${tmp%/}/containerrun.XXXXXX")

# ---- the end -------------------------------------------------------------------------------------------

undo= # functions that take back what was done to the machine
tidy_up() {
  trap '' HUP INT TERM PIPE # a second Ctrl-C must not leave half of it
  set +e
  local step
  end_children
  for step in $undo; do "$step"; done
  rm -rf "$work"
}
trap tidy_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM

# run PROGRAM ARGUMENT...: in the background, because bash holds a signal back until a foreground program
# ends; in a process group of its own, so that it can be ended together with all that it started. The locks
# stay here: whoever inherited them would keep them.
run() {
  set -m
  "$@" </dev/null 8>&- 9>&- &
  set +m
  wait "$!"
}

end_children() {
  local group tenths=100
  for group in $(jobs -p); do
    kill -TERM -- "-$group"
    while ((tenths-- > 0)) && kill -0 -- "-$group"; do sleep 0.1; done
    kill -KILL -- "-$group"
  done
} 2>/dev/null

# hold DESCRIPTOR MESSAGE: the lock on the file open there. A system without flock (macOS) goes without.
hold() {
  command -v flock >/dev/null || return 0
  flock -n "$1" && return
  say "$2"
  until flock -n "$1"; do sleep 1; done # not a blocking flock: a signal would wait for it
}

# ---- packages ------------------------------------------------------------------------------------------

can_install() {
  [[ $EUID == 0 && -r /etc/os-release ]] || return 1
  [[ $(. /etc/os-release && echo " $ID ${ID_LIKE:-} ") =~ \ (debian|ubuntu)\  ]]
}

# install_packages PACKAGE...: from the distribution, with fresh package lists only where the old ones do not do.
install_packages() {
  say "installing $*"
  if ! apt_get install "$@" && ! { apt_get update && apt_get install "$@"; }; then
    grep -E '^(E|dpkg):' "$work/apt.log" >&2
    return 1
  fi
}

# In a session of its own, because Ctrl-C must not cut dpkg in half.
apt_get() {
  DEBIAN_FRONTEND=noninteractive setsid --wait apt-get -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$work/apt.log" 2>&1 8>&- 9>&-
}

# ---- JDK and Maven -------------------------------------------------------------------------------------

at_least() { printf '%s\n' "$1" "$2" | sort -C -V; }

# is_jdk [HOME]: whether the JDK there, or the one on the PATH, is 17 or newer.
is_jdk() {
  local version
  version=$("${1:+$1/bin/}javac" -version 2>&1) && at_least 17 "${version#javac }"
} 2>/dev/null

find_jdk() {
  local home
  if [[ -n ${JAVA_HOME:-} ]] && is_jdk "$JAVA_HOME"; then return; fi
  unset JAVA_HOME
  if is_jdk; then
    home=$(readlink -f "$(command -v javac)") # Maven warns where it has to guess
    home=${home%/bin/javac}
    [[ ! -e $home/lib/modules ]] || export JAVA_HOME=$home
    return
  fi
  for home in /usr/lib/jvm/*; do
    if is_jdk "$home"; then export JAVA_HOME=$home; return; fi
  done
  return 1
}

is_maven() {
  local version
  version=$(mvn -v 2>&1 | grep -o 'Apache Maven [0-9.]*') && at_least 3.8.7 "${version##* }"
}

# Makes sure of a JDK and Maven. $java is that JDK's.
need_tools() {
  if ! find_jdk; then
    # Which of the two exists depends on the age of the distribution.
    ! can_install || install_packages openjdk-17-jdk-headless || install_packages default-jdk-headless || true
    find_jdk || die "JDK 17 or newer is missing: install one, or set JAVA_HOME to it"
  fi
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  if ! is_maven; then
    ! can_install || install_packages maven || true
    is_maven || die "Maven 3.8.7 or newer is missing: install it"
  fi
}

# ---- the build -----------------------------------------------------------------------------------------

# Two builds in one tree would write the same files, and a build would change them under a running program.
hold_tree() {
  exec 8<"$root/support"
  hold 8 "another run is using this tree; waiting for its end"
}

build() {
  say "building..."
  run mvn -B -q -DskipTests -f "$root/pom.xml" package >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    die "the build failed"
  }
}
