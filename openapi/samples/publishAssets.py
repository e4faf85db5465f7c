# Needs signing/sign.py. Run: python3 publishAssets.py
"""Puts an asset before the public, and prints its state: PUBLISHED."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/status/publish"
body = {"asset_id": [os.environ["ASSET_ID"]]}
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        answer = json.load(response)
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# Another state, such as UNCREATED for an asset that does not exist, is no error to VOD.
print(answer["asset_info_array"][0]["status"])
