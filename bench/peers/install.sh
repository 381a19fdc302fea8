#!/usr/bin/env bash
# Installs the tools that winnow is measured against, pinned, into bench/.cache (ignored by git). Needs python3, cargo
# and go with their ordinary package registries. What is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")"
cache=$PWD/../.cache
mkdir -p "$cache"
if ! cmp -s requirements.txt "$cache/venv/requirements.txt"; then
  python3 -m venv "$cache/venv"
  "$cache/venv/bin/pip" install --quiet --upgrade pip==26.3
  "$cache/venv/bin/pip" install --quiet -r requirements.txt
  cp requirements.txt "$cache/venv/requirements.txt"
fi
CARGO_TARGET_DIR=$cache/rust cargo build --quiet --release --locked --manifest-path rust/Cargo.toml
go -C go build -o "$cache/go-peers" .
