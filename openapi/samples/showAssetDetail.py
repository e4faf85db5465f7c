# Needs signing/sign.py. Run: python3 showAssetDetail.py
"""Reads an asset, and prints the state of its task and, when there is a file, its URL."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/details"
query = urlencode({"asset_id": os.environ["ASSET_ID"]})
request = Request(f"{url}?{query}")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        details = json.load(response)
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# Either section may be missing until there is something to say in it.
state = details.get("transcode_info", {}).get("transcode_status", "UNKNOWN")
print(state, details.get("base_info", {}).get("video_url", ""))
