#!/usr/bin/env bash
# Lists a page of tasks, and prints the id of the asset of each.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  "$project/asset/tasks?limit=10" \
  <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# "next_marker" is the marker of the next page.
grep -o '"asset_id": *"[^"]*"' <<<"$answer" | cut -d '"' -f 4 || true # None is no error.
