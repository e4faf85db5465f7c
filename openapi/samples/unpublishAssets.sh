#!/usr/bin/env bash
# Takes an asset away from the public, and prints its state: CREATED.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --data "{\"asset_id\":[\"$ASSET_ID\"]}" \
  "$project/asset/status/unpublish" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# Another state, such as NOASSET for an asset that does not exist, is no error to VOD.
sed -n 's/.*"status": *"\([^"]*\)".*/\1/p' <<<"$answer"
