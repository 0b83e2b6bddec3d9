# shellcheck shell=bash
# How the programs here make images: from the folder $context, by the engine's own builder. Source it after engine.sh.

context=$work/context
mkdir -p "$context"

# The version stands in the image's author: a label would turn up in every container.
recipe="recipe $(cat "$0" "${BASH_SOURCE[0]}" | cksum | cut -d' ' -f1)"
has() { [[ $(api "/images/containerrun/$1/json") == *"\"$recipe\""* ]]; }
has_all() { local name; for name; do has "$name" || return; done; }

# image NAME: from the Dockerfile on standard input. The engine's own builder is asked directly, since the
# docker command would want a plugin for it, or warn, or not be there.
image() {
  local answer
  { cat; echo "MAINTAINER $recipe"; } >"$context/Dockerfile"
  answer=$(COPYFILE_DISABLE=1 tar -C "$context" -cf - . |
    api "/build?t=containerrun/$1&rm=1&forcerm=1" -X POST -H 'Content-Type: application/x-tar' --data-binary @-) || true
  has "$1" || die "cannot make the image containerrun/$1: $(tail -n 1 <<<"$answer")"
}
