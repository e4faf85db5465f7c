"""The job that each generated Python client does, beside its own calls."""

import os
import time
from pathlib import Path
from urllib.request import Request, urlopen


def get_token() -> str:
    headers = {"Content-Type": "application/json"}
    request = Request(f"{os.environ['IAM_ENDPOINT']}/v3/auth/tokens", os.environ["IAM_LOGIN"].encode(), headers)
    with urlopen(request) as response:
        return response.headers["X-Subject-Token"]


def put_video(url: str) -> None:
    video = Path(os.environ["VOD_VIDEO"]).read_bytes()
    urlopen(Request(url, video, {"Content-Type": "video/mp4"}, method="PUT")).close()


def wait_and_download(details_of) -> None:
    """Polls `details_of()` until the audio is there, and downloads it."""
    for _ in range(120):
        details = details_of()
        if details.transcode_info and details.transcode_info.transcode_status == "TRANSCODE_SUCCEED":
            with urlopen(details.base_info.video_url) as audio:
                Path(os.environ["VOD_AUDIO"]).write_bytes(audio.read())
            return
        time.sleep(0.5)
    raise SystemExit("The extraction did not end within a minute.")
