# Needs signing/sign.py. Run: python3 deleteAssets.py
"""Deletes an asset with its files for good, and prints what became of it: DELETED."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset"
query = urlencode({"asset_id": os.environ["ASSET_ID"]})
request = Request(f"{url}?{query}", method="DELETE")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        answer = json.load(response)
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# Another state, such as FAILED for an asset that is being worked on, is no error to VOD.
print(answer["delete_result_array"][0]["status"])
