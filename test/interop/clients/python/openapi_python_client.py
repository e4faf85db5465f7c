import os
import sys

sys.path.insert(0, "generated")
import vod
from job import get_token, put_video, wait_and_download
from vod.api.assets import show_asset_detail
from vod.api.audio_extraction import create_extract_audio_task
from vod.api.upload import confirm_asset_upload, create_asset_by_file_upload
from vod.models import (
    AudioFormat,
    AudioParameter,
    ConfirmAssetUploadRequest,
    CreateAssetByFileUploadRequest,
    CreateExtractAudioTaskRequest,
    FileType,
    UploadStatus,
)

project = os.environ["VOD_PROJECT_ID"]
client = vod.AuthenticatedClient(
    base_url=os.environ["VOD_ENDPOINT"], token=get_token(), prefix="", auth_header_name="X-Auth-Token"
)
to_create = CreateAssetByFileUploadRequest(title="Ode", video_name="ode.mp4", video_type=FileType.MP4)
created = create_asset_by_file_upload.sync(project, client=client, body=to_create)
put_video(created.video_upload_url)
to_confirm = ConfirmAssetUploadRequest(asset_id=created.asset_id, status=UploadStatus.CREATED)
confirm_asset_upload.sync(project, client=client, body=to_confirm)
to_extract = CreateExtractAudioTaskRequest(created.asset_id, parameter=AudioParameter(format_=AudioFormat.MP3))
job = create_extract_audio_task.sync(project, client=client, body=to_extract)
wait_and_download(lambda: show_asset_detail.sync(project, client=client, asset_id=job.audio_asset_id))
