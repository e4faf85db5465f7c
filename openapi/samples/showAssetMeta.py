# Needs signing/sign.py. Run: python3 showAssetMeta.py
"""Reads the state of an asset, such as CREATED or PUBLISHED, and prints it."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/info"
query = urlencode({"asset_id": os.environ["ASSET_ID"]})
request = Request(f"{url}?{query}")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        assets = json.load(response).get("asset_info_array", [])
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# An asset that VOD does not know has no row.
print(assets[0]["status"] if assets else "UNKNOWN")
