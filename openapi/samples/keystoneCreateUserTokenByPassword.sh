#!/usr/bin/env bash
# Gets a token for a project. Capture it: VOD_TOKEN=$(bash keystoneCreateUserTokenByPassword.sh)
# Needs curl 7.76 or newer.
set -euo pipefail

endpoint=${IAM_ENDPOINT:-https://iam.cn-north-4.myhuaweicloud.com}
# A text as JSON has it.
quote() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
user="{\"name\":$(quote "$IAM_USER"),\"password\":$(quote "$IAM_PASSWORD"),"
user+="\"domain\":{\"name\":$(quote "$IAM_DOMAIN")}}" # The account that the user belongs to.
identity="{\"methods\":[\"password\"],\"password\":{\"user\":$user}}"
# A region's own project is called as the region.
scope="{\"project\":{\"name\":$(quote "${PROJECT_NAME:-cn-north-4}")}}"
# The password goes by standard input, because anybody may list the arguments of a process.
if ! answer=$(curl --silent --show-error --include --fail-with-body --data @- \
  --header 'Content-Type: application/json' \
  "$endpoint/v3/auth/tokens?nocatalog=true" \
  <<<"{\"auth\":{\"identity\":$identity,\"scope\":$scope}}"); then
  printf '%s\n' "$answer" >&2 # X-IAM-Trace-Id, code and message
  exit 1
fi
# It is in a header, whose name may be in any case.
grep -i '^x-subject-token:' <<<"$answer" | tr -d '\r' | cut -d ' ' -f 2
