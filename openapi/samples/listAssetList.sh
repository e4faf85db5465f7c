#!/usr/bin/env bash
# Lists a page of assets, the newest first, and prints the id of each.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
query="page=${PAGE:-0}&size=10&order=desc" # The first page is 0.
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  "$project/asset/list?$query" \
  <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# Ask for the next page while (page + 1) * size is less than "total".
grep -o '"asset_id": *"[^"]*"' <<<"$answer" | cut -d '"' -f 4 || true # None is no error.
