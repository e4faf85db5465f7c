#!/usr/bin/env bash
# Cancels the extraction of a video's audio while it is queued.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --request DELETE "$project/asset/extract_audio?asset_id=$ASSET_ID" \
  <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # with VOD.10083 when it runs or has ended
  exit 1
fi
echo cancelled
