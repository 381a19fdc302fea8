#!/usr/bin/env bash
# Installs the readers and writers that winnow is checked against, pinned, into bench/.cache/readers (ignored by git).
set -euo pipefail
cd "$(dirname "$0")"
venv=$PWD/../.cache/readers
if ! cmp -s requirements.txt "$venv/requirements.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r requirements.txt
  cp requirements.txt "$venv/requirements.txt"
fi
