#!/usr/bin/env bash
# Creates an asset, uploads a video of up to 20 MB to it, and prints the id of the asset.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --header 'Content-Type: application/json' \
  --data '{"title":"My video","video_name":"my-video.mp4","video_type":"MP4"}' \
  "$project/asset" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
url=$(sed -n 's/.*"video_upload_url": *"\([^"]*\)".*/\1/p' <<<"$answer")
url=$(sed 's/\\u0026/\&/g; s/\\u003d/=/g' <<<"$url") # JSON may escape & and =.

# The URL carries its own authorisation: the token does not go there.
if ! refusal=$(curl --silent --show-error --fail-with-body --upload-file "$VIDEO_FILE" \
  --header 'Content-Type: video/mp4' "$url"); then
  printf '%s\n' "$refusal" >&2
  exit 1
fi
sed -n 's/.*"asset_id": *"\([^"]*\)".*/\1/p' <<<"$answer"
