#!/usr/bin/env bash
# Makes default.pgo anew, the profile that `go build` optimises the program by: winnow run over the speed sets (news
# pages, pages of all kinds, plain text), which bench/speed must have written to bench/.cache/pages once.
set -euo pipefail
cd "$(dirname "$0")/.."
go build -pgo=off -o .cache/speed-pgo ./speed
for set in news bare text; do
  GOMAXPROCS=1 .cache/speed-pgo --contestant winnow-run --rounds 12 --cpuprofile ".cache/$set.prof" ".cache/pages/speed-$set.jsonl"
done
go tool pprof -proto .cache/news.prof .cache/bare.prof .cache/text.prof > .cache/merged.prof
go run ./pgo .cache/merged.prof ../default.pgo
