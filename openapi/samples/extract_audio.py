"""Uploads a video of up to 20 MB, has its audio extracted, and downloads the MP3.

Run: python3 extract_audio.py my.mp4 my.mp3
It needs signers/sign.py and these environment variables: VOD_ENDPOINT, VOD_PROJECT_ID,
HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
"""

import json
import os
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from signers.sign import sign

project = f"{os.environ['VOD_ENDPOINT']}/v1.0/{os.environ['VOD_PROJECT_ID']}"


def call(method: str, path: str, body: dict | None = None) -> dict:
    """Calls an operation of VOD, and returns what it answers."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} if body else {}
    request = Request(project + path, data, headers, method=method)
    sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
    with urlopen(request, timeout=30) as response:
        return json.load(response)


def upload(video: Path) -> str:
    """Uploads the video, and returns the id of its asset."""
    asset = call("POST", "/asset", {"title": video.stem, "video_name": video.name, "video_type": "MP4"})
    # The presigned URL is the permission, so this request is not signed.
    headers = {"Content-Type": "video/mp4"}
    request = Request(asset["video_upload_url"], video.read_bytes(), headers, method="PUT")
    urlopen(request, timeout=600).close()
    call("POST", "/asset/status/uploaded", {"asset_id": asset["asset_id"], "status": "CREATED"})
    return asset["asset_id"]


def wait_for_audio(asset_id: str) -> str:
    """Waits until the extraction has ended, and returns the URL of the audio."""
    deadline = time.monotonic() + 30 * 60
    pause = 0.5
    while time.monotonic() < deadline:
        time.sleep(pause)
        pause = min(2 * pause, 15)
        details = call("GET", f"/asset/details?asset_id={asset_id}")
        # Both sections can be missing while the extraction runs.
        status = details.get("transcode_info", {}).get("transcode_status")
        if status == "TRANSCODE_SUCCEED":
            return details["base_info"]["video_url"]
        if status == "TRANSCODE_FAILED":
            sys.exit(f"The extraction of {asset_id} failed: {details['transcode_info']}")
    sys.exit(f"The extraction of {asset_id} did not end within 30 minutes.")


try:
    video_file, audio_file = Path(sys.argv[1]), Path(sys.argv[2])
    # Do not repeat this call when its answer is lost: each call can start, and bill, an extraction.
    job = call("POST", "/asset/extract_audio", {"asset_id": upload(video_file), "parameter": {"format": "MP3"}})
    with urlopen(wait_for_audio(job["audio_asset_id"]), timeout=600) as download:
        audio_file.write_bytes(download.read())
    print(f"{audio_file}: the audio of {video_file}")
except HTTPError as error:
    # Object storage has its request id in the text of the error.
    request_id = error.headers.get("X-Request-Id", "in the text")
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
