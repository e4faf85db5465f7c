# Needs signing/sign.py. Run: python3 showAssetTempAuthority.py
"""Starts a multipart upload, for a video of more than 20 MB, and prints its upload id."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from signing.sign import sign

endpoint = os.environ.get("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com")
url = f"{endpoint}/v1.1/{os.environ['HUAWEICLOUD_SDK_PROJECT_ID']}/asset/authority"
query = {"http_verb": "POST", "content_type": "video/mp4"}
# Those of the target that createAssetByFileUpload answered.
query |= {"bucket": os.environ["OBS_BUCKET"], "object_key": os.environ["OBS_OBJECT"]}
request = Request(f"{url}?{urlencode(query)}")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        url = json.load(response)["sign_str"]
    # The URL carries its own authorisation: nothing is signed here.
    start = Request(url, b"", {"Content-Type": "video/mp4"}, method="POST")
    with urlopen(start, timeout=30) as response:
        document = ElementTree.parse(response)
except HTTPError as error:
    # An error of object storage has its request id in its text.
    request_id = error.headers.get("X-Request-Id", "see the text")
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
# Each part needs a URL of its own: ask with http_verb=PUT, upload_id and part_number.
print(document.findtext("{*}UploadId"))
