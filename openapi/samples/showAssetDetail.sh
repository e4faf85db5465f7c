#!/usr/bin/env bash
# Reads an asset, and prints the state of its task and, when there is a file, its URL.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.0/$HUAWEICLOUD_SDK_PROJECT_ID
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  "$project/asset/details?asset_id=$ASSET_ID" \
  <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
# Either may be missing until there is something to say.
state=$(sed -n 's/.*"transcode_status": *"\([^"]*\)".*/\1/p' <<<"$answer")
url=$(sed -n 's/.*"video_url": *"\([^"]*\)".*/\1/p' <<<"$answer")
url=$(sed 's/\\u0026/\&/g; s/\\u003d/=/g' <<<"$url") # JSON may escape & and =.
echo "${state:-UNKNOWN} $url"
