# Needs signing/sign.py. Run: python3 uploadMetaDataByUrl.py
"""Has VOD fetch a video from a URL, and prints the id of the asset that it becomes."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/upload_by_url"
file = {"title": "My video", "video_type": "MP4", "url": os.environ["VIDEO_URL"]}
body = {"upload_metadatas": [file]}
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        request_id = response.headers["X-Request-Id"]
        row = json.load(response)["upload_assets"][0]
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
if "asset_id" not in row:  # A file that is not taken on has its error in its row of a success.
    sys.exit(f"{row['error_code']} {row['error_msg']} (request id {request_id})")
print(row["asset_id"])
