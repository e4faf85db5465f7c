#!/usr/bin/env bash
# Uploads a video of up to 20 MB, has its audio extracted, and downloads the MP3.
#
# Run: bash extract-audio.sh my.mp4 my.mp3
# It needs curl 7.76 or newer and these environment variables: VOD_ENDPOINT, VOD_PROJECT_ID and VOD_TOKEN.
set -euo pipefail

video_file=$1 audio_file=$2

# Runs curl; when the answer is an error, shows it with its headers and ends the script.
send() {
  if ! curl --silent --show-error --fail-with-body --include "$@" >"$answer"; then
    cat "$answer" >&2
    exit 1
  fi
}
# Calls an operation of VOD. The token goes by standard input, because other users can see a program's arguments.
call() { send --header @- "${@:2}" "$VOD_ENDPOINT/v1.0/$VOD_PROJECT_ID$1" <<<"X-Auth-Token: $VOD_TOKEN"; }
# Prints a member of the last answer. In a URL, JSON may escape & and =.
member() { sed -n 's/.*"'"$1"'": *"\([^"]*\)".*/\1/p' "$answer" | sed 's/\\u0026/\&/g; s/\\u003d/=/g'; }

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
json='Content-Type: application/json'

call /asset --header "$json" \
  --data '{"title":"My video","video_name":"my-video.mp4","video_type":"MP4"}'
asset_id=$(member asset_id) upload_url=$(member video_upload_url)
# The presigned URL is the permission, so the token does not go there.
send --upload-file "$video_file" --header 'Content-Type: video/mp4' "$upload_url"
call /asset/status/uploaded --header "$json" --data '{"asset_id":"'"$asset_id"'","status":"CREATED"}'

# Do not repeat this call when its answer is lost: each call can start, and bill, an extraction.
call /asset/extract_audio --header "$json" \
  --data '{"asset_id":"'"$asset_id"'","parameter":{"format":"MP3"}}'
audio_asset_id=$(member audio_asset_id)

status='' pause=1
while [ "$status" != TRANSCODE_SUCCEED ]; do
  if [ "$SECONDS" -gt 1800 ] || [ "$status" = TRANSCODE_FAILED ]; then
    echo "The extraction of $audio_asset_id failed, or did not end within 30 minutes: $status" >&2
    exit 1
  fi
  sleep "$pause"
  pause=$((pause < 8 ? 2 * pause : 15))
  call "/asset/details?asset_id=$audio_asset_id"
  status=$(member transcode_status)
done
curl --silent --show-error --fail --output "$audio_file" "$(member video_url)"
echo "$audio_file: the audio of $video_file"
