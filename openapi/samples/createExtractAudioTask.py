# Needs signing/sign.py. Run: python3 createExtractAudioTask.py
"""Starts the extraction of a video's audio, and prints the id of the audio asset to come."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.0/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/extract_audio"
body = {"asset_id": os.environ["ASSET_ID"], "parameter": {"format": "MP3"}}
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        print(json.load(response)["audio_asset_id"])
except HTTPError as error:
    request_id = error.headers["X-Request-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
