#!/usr/bin/env bash
# run.sh DATA [SET...]: lets every peer extract the HTML sets under DATA. Predictions come to
# bench/.cache/peers/TOOL/SET.jsonl, from where bench/accuracy takes the peers' columns; a line of figures a run to
# bench/.cache/peers/runs.jsonl.
set -euo pipefail
data=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")"
./install.sh
cache=$PWD/../.cache
sets=("$@")
if [ ${#sets[@]} -eq 0 ]; then
  for truth in "$data"/*/truth.jsonl; do
    set=$(dirname "$truth")
    if compgen -G "$set/pages/*.html*" >/dev/null; then sets+=("$(basename "$set")"); fi
  done
fi
mkdir -p "$cache/pages"
for set in "${sets[@]}"; do
  pages=$cache/pages/$set.jsonl
  [ -s "$pages" ] || "$cache/venv/bin/python" pages.py "$data/$set" >"$pages"
  for tool in resiliparse trafilatura readability-lxml rs-trafilatura dom_smoothie go-trafilatura go-readability; do
    mkdir -p "$cache/peers/$tool"
    case $tool in
      rs-trafilatura | dom_smoothie) run=("$cache/rust/release/peers") ;;
      go-*) run=("$cache/go-peers") ;;
      *) run=("$cache/venv/bin/python" peers.py) ;;
    esac
    "${run[@]}" "$tool" "$pages" >"$cache/peers/$tool/$set.jsonl.tmp" 2>"$cache/peers/$tool/$set.log"
    mv "$cache/peers/$tool/$set.jsonl.tmp" "$cache/peers/$tool/$set.jsonl"
    tail -n 1 "$cache/peers/$tool/$set.log" | tee -a "$cache/peers/runs.jsonl"
  done
done
