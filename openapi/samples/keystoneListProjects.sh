#!/usr/bin/env bash
# Finds the project of a region, and prints its id.
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${IAM_ENDPOINT:-https://iam.cn-north-4.myhuaweicloud.com}
# The token goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --header @- \
  --get --data-urlencode "name=${PROJECT_NAME:-cn-north-4}" \
  "$endpoint/v3/projects" <<<"X-Auth-Token: $VOD_TOKEN"); then
  printf '%s\n' "$answer" >&2 # X-IAM-Trace-Id, code and message
  exit 1
fi
id=$(grep -o '"id": *"[^"]*"' <<<"$answer" | cut -d '"' -f 4) || true
if [[ ! $id =~ ^[^[:space:]]+$ ]]; then # None, or several.
  echo "There is not one project: open the region's console once." >&2
  exit 1
fi
echo "$id"
