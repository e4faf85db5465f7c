#!/usr/bin/env bash
# Gives an asset another title.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# A text as JSON has it.
quote() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --request PUT --data "{\"asset_id\":\"$ASSET_ID\",\"title\":$(quote "$TITLE")}" \
  "$project/asset/info" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
echo updated
