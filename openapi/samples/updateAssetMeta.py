# Needs signing/sign.py. Run: python3 updateAssetMeta.py
"""Gives an asset another title."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/info"
body = {"asset_id": os.environ["ASSET_ID"], "title": os.environ["TITLE"]}
headers = {"Content-Type": "application/json"}
request = Request(url, json.dumps(body).encode(), headers, method="PUT")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30):
        print("updated")
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
