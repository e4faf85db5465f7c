#!/usr/bin/env bash
# Makes an asset of a video in a bucket of your own, and prints the id of the asset.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# A text as JSON has it.
quote() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
# The bucket has to be in the region of VOD.
input="{\"bucket\":\"$OBS_BUCKET\",\"location\":\"cn-north-4\",\"object\":$(quote "$OBS_OBJECT")}"
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --data "{\"title\":\"My video\",\"video_type\":\"MP4\",\"input\":$input}" \
  "$project/asset/reproduction" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
sed -n 's/.*"asset_id": *"\([^"]*\)".*/\1/p' <<<"$answer"
