#!/usr/bin/env bash
# Starts a multipart upload, for a video of more than 20 MB, and prints its upload id.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${VOD_ENDPOINT:-https://vod.cn-north-4.myhuaweicloud.com}
project=$endpoint/v1.1/$HUAWEICLOUD_SDK_PROJECT_ID
# Bucket and object are those of the target that createAssetByFileUpload answered.
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --get --data http_verb=POST --data-urlencode content_type=video/mp4 \
  --data-urlencode "bucket=$OBS_BUCKET" --data-urlencode "object_key=$OBS_OBJECT" \
  "$project/asset/authority" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-Request-Id, error_code and error_msg
  exit 1
fi
url=$(sed -n 's/.*"sign_str": *"\([^"]*\)".*/\1/p' <<<"$answer")
url=$(sed 's/\\u0026/\&/g; s/\\u003d/=/g' <<<"$url") # JSON may escape & and =.

# The URL carries its own authorisation: the token does not go there.
if ! started=$(curl --silent --show-error --fail-with-body --data '' \
  --header 'Content-Type: video/mp4' "$url"); then
  printf '%s\n' "$started" >&2
  exit 1
fi
# Each part needs a URL of its own: ask with http_verb=PUT, upload_id and part_number.
sed -n 's/.*<UploadId>\([^<]*\)<.*/\1/p' <<<"$started"
