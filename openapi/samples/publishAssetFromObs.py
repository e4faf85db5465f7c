# Needs signing/sign.py. Run: python3 publishAssetFromObs.py
"""Makes an asset of a video in a bucket of your own, and prints the id of the asset."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/reproduction"
# The bucket has to be in the region of VOD.
bucket = {"bucket": os.environ["OBS_BUCKET"], "location": "cn-north-4"}
source = {**bucket, "object": os.environ["OBS_OBJECT"]}
body = {"title": "My video", "video_type": "MP4", "input": source}
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        print(json.load(response)["asset_id"])
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
