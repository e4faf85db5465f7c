# Needs signing/sign.py. Run: python3 listAssetTaskInfo.py
"""Lists a page of tasks, and prints the id of the asset of each."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/tasks"
request = Request(f"{url}?limit=10")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        answer = json.load(response)
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# answer["next_marker"] is the marker of the next page.
for task in answer.get("results", []):
    print(task["asset_id"])
