#!/usr/bin/env bash
# Has VOD fetch a video from a URL, and prints the id of the asset that it becomes.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
file="{\"title\":\"My video\",\"video_type\":\"MP4\",\"url\":\"$VIDEO_URL\"}"
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --data "{\"upload_metadatas\":[$file]}" \
  "$project/asset/upload_by_url" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# A file that is not taken on has error_code and error_msg in its row of a success.
if [[ $answer == *'"error_code"'* ]]; then
  printf '%s\n' "$answer" >&2
  exit 1
fi
sed -n 's/.*"asset_id": *"\([^"]*\)".*/\1/p' <<<"$answer"
