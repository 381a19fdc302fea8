#!/usr/bin/env bash
# Makes the models from labelled pages; see README.md beside this file.
#
#   train/make.sh DATA           write extract/model.bin, extract/pages.bin and extract/plain/model.bin
#   train/make.sh --check DATA   train, compare with the committed models, change nothing
#   train/make.sh --cv DATA      cross-validate: each page by a model that did not see its site
set -euo pipefail

mode=write
case ${1-} in --check | --cv) mode=${1#--} && shift ;; esac
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
  exit 2
fi
data=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# rows UNIT: its rows in $work/UNIT.
rows() {
  local unit=$1
  shift
  go run ./train/rows --unit "$unit" --out "$work/$unit" "$@" "$data"
}

# cross UNIT KIND: the models of a cross-validation in $work/UNIT-KIND, with figures of the labels alone.
cross() {
  python3 train/train.py "$work/$1" --name "$1" --cv "$work/$1-$2" --kind "$2"
}

# make UNIT FILE: the model of all rows.
make() {
  if [ "$mode" = write ]; then
    python3 train/train.py "$work/$1" --name "$1" --model "$2"
  else
    python3 train/train.py "$work/$1" --name "$1" --model "$work/$1.bin"
    cmp "$work/$1.bin" "$2" && echo "$1: the same bytes"
  fi
}

# score DIRS: end to end, each page by the models that did not see it.
score() {
  go -C bench run ./accuracy --cv "$1" --per type "$data"
  echo "== as plain texts"
  go -C bench run ./accuracy --cv "$1" --per lang --as-text --set daniel-dev,trafeval,readability,newspaper4k "$data"
}

# teach KIND: a teacher for each fold of a cross-validation, which knows what the fold may know.
teach() {
  local file fold
  for file in "$work/blocks-$1"/*.forest; do
    fold=$(basename "$file" .forest)
    fold=${fold#blocks-}
    teachers+=(--teacher "$fold=$file,$work/pages-$1/pages-$fold.forest")
  done
}

rows blocks
# The type of a page is learned from what block models say that did not see the page.
cross blocks in
rows pages --models "$work/blocks-in"
if [ "$mode" = cv ]; then
  cross pages in
  cross blocks out
  cross pages out
  teachers=()
  teach in
  teach out
  rows lines "${teachers[@]}"
  cross lines in
  cross lines out
  for kind in in out; do
    echo "== $kind"
    score "$work/blocks-$kind,$work/pages-$kind,$work/lines-$kind"
  done
  exit
fi
make blocks extract/model.bin
make pages extract/pages.bin
rows lines --teacher all=extract/model.bin,extract/pages.bin
make lines extract/plain/model.bin
