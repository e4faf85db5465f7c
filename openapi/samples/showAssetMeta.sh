#!/usr/bin/env bash
# Reads the state of an asset, such as CREATED or PUBLISHED, and prints it.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  "$project/asset/info?asset_id=$ASSET_ID" \
  <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# An asset that VOD does not know has no row.
status=$(sed -n 's/.*"status": *"\([^"]*\)".*/\1/p' <<<"$answer")
echo "${status:-UNKNOWN}"
