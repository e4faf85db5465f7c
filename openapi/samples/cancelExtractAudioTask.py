# Needs signing/sign.py. Run: python3 cancelExtractAudioTask.py
"""Cancels the extraction of a video's audio while it is queued."""

import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/extract_audio"
query = urlencode({"asset_id": os.environ["ASSET_ID"]})  # The id of the video.
request = Request(f"{url}?{query}", method="DELETE")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30):
        print("cancelled")
except HTTPError as error:  # VOD.10083 when it runs or has ended.
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
