# Needs signing/sign.py. Run: python3 createAssetByFileUpload.py
"""Creates an asset, uploads a video of up to 20 MB to it, and prints the id of the asset."""

import json
import os
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset"
body = {"title": "My video", "video_name": "my-video.mp4", "video_type": "MP4"}
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        asset = json.load(response)
    # The URL carries its own authorisation: nothing is signed here.
    video = Path(os.environ["VIDEO_FILE"]).read_bytes()
    headers = {"Content-Type": "video/mp4"}
    upload = Request(asset["video_upload_url"], video, headers, method="PUT")
    with urlopen(upload, timeout=600):
        print(asset["asset_id"])
except HTTPError as error:
    # An error of the upload has its request id in its text.
    request_id = error.headers.get("X-Request-Id", "see the text")
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
