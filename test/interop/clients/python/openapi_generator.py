import os
import sys

sys.path.insert(0, "generated")
import openapi_client as vod
from job import get_token, put_video, wait_and_download

project = os.environ["VOD_PROJECT_ID"]
configuration = vod.Configuration(host=os.environ["VOD_ENDPOINT"], api_key={"Token": get_token()})
with vod.ApiClient(configuration) as client:
    uploads, extractions, assets = vod.UploadApi(client), vod.AudioExtractionApi(client), vod.AssetsApi(client)
    to_create = vod.CreateAssetByFileUploadRequest(title="Ode", video_name="ode.mp4", video_type="MP4")
    created = uploads.create_asset_by_file_upload(project, to_create)
    put_video(created.video_upload_url)
    uploads.confirm_asset_upload(project, vod.ConfirmAssetUploadRequest(asset_id=created.asset_id, status="CREATED"))
    to_extract = vod.CreateExtractAudioTaskRequest(
        asset_id=created.asset_id, parameter=vod.AudioParameter(format="MP3")
    )
    job = extractions.create_extract_audio_task(project, to_extract)
    wait_and_download(lambda: assets.show_asset_detail(project, job.audio_asset_id))
