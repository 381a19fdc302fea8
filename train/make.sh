#!/usr/bin/env bash
# Makes the models from labelled pages; see README.md beside this file.
#
#   train/make.sh DATA           write extract/model.bin and extract/plain/model.bin
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

declare -A model=([blocks]=extract/model.bin [lines]=extract/plain/model.bin)

for unit in blocks lines; do
  go run ./train/rows --unit "$unit" --out "$work/$unit" "$data"
  case $mode in
    write) python3 train/train.py "$work/$unit" --name "$unit" --model "${model[$unit]}" ;;
    check)
      python3 train/train.py "$work/$unit" --name "$unit" --model "$work/$unit.bin"
      cmp "$work/$unit.bin" "${model[$unit]}" && echo "$unit: the same bytes"
      ;;
    cv)
      for kind in in out; do
        echo "== $unit, $kind"
        python3 train/train.py "$work/$unit" --name "$unit" --cv "$work/$unit-$kind" --kind "$kind"
        go -C bench run ./accuracy --cv "$work/$unit-$kind" --per type "$data"
      done
      ;;
  esac
done
