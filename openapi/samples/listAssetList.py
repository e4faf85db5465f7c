# Needs signing/sign.py. Run: python3 listAssetList.py
"""Lists a page of assets, the newest first, and prints the id of each."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/list"
page = os.environ.get("PAGE", "0")  # The first page is 0.
request = Request(f"{url}?{urlencode({'page': page, 'size': 10, 'order': 'desc'})}")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        answer = json.load(response)
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# Ask for the next page while (page + 1) * size is less than answer["total"].
for asset in answer.get("assets", []):
    print(asset["asset_id"])
