#!/usr/bin/env bash
# Tells VOD that the file of an asset is uploaded, and prints the id of the asset.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --data "{\"asset_id\":\"$ASSET_ID\",\"status\":\"CREATED\"}" \
  "$project/asset/status/uploaded" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
sed -n 's/.*"asset_id": *"\([^"]*\)".*/\1/p' <<<"$answer"
