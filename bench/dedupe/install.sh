#!/usr/bin/env bash
# Installs the deduplicators that winnow is measured against, pinned, into bench/.cache/dedupe (ignored by git).
set -euo pipefail
cd "$(dirname "$0")"
venv=$PWD/../.cache/dedupe
if ! cmp -s requirements.txt "$venv/requirements.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet -r requirements.txt
  cp requirements.txt "$venv/requirements.txt"
fi
