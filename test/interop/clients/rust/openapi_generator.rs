//! Gets a token, uploads a video, has its audio extracted, waits for it, and downloads it.
use openapi::apis::assets_api::show_asset_detail;
use openapi::apis::audio_extraction_api::create_extract_audio_task;
use openapi::apis::configuration::{ApiKey, Configuration};
use openapi::apis::upload_api::{confirm_asset_upload, create_asset_by_file_upload};
use openapi::models::{
    AudioFormat, AudioParameter, ConfirmAssetUploadRequest, CreateAssetByFileUploadRequest,
    CreateExtractAudioTaskRequest, FileType, TranscodeStatus, UploadStatus,
};
use std::{env::var, error::Error, fs, thread::sleep, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let http = reqwest::blocking::Client::new();
    let tokens = http
        .post(format!("{}/v3/auth/tokens", var("IAM_ENDPOINT")?))
        .header("Content-Type", "application/json")
        .body(var("IAM_LOGIN")?)
        .send()?
        .error_for_status()?;
    let token = tokens.headers().get("X-Subject-Token").ok_or("IAM answered no token.")?;
    let vod = Configuration {
        base_path: var("VOD_ENDPOINT")?,
        api_key: Some(ApiKey { prefix: None, key: token.to_str()?.into() }),
        client: http.clone(),
        ..Configuration::default()
    };
    let project = var("VOD_PROJECT_ID")?;

    let file =
        CreateAssetByFileUploadRequest::new("Ode".into(), "ode.mp4".into(), FileType::Mp4);
    let created = create_asset_by_file_upload(&vod, &project, file)?;
    http.put(&created.video_upload_url)
        .header("Content-Type", "video/mp4")
        .body(fs::read(var("VOD_VIDEO")?)?)
        .send()?
        .error_for_status()?;
    let asset = created.asset_id;
    let uploaded = ConfirmAssetUploadRequest::new(asset.clone(), UploadStatus::Created);
    confirm_asset_upload(&vod, &project, uploaded)?;

    let mp3 = AudioParameter { format: Some(AudioFormat::Mp3) };
    let mut task = CreateExtractAudioTaskRequest::new(asset);
    task.parameter = Some(Box::new(mp3));
    let audio = create_extract_audio_task(&vod, &project, task)?.audio_asset_id;
    for _ in 0..120 {
        let details = show_asset_detail(&vod, &project, &audio, None)?;
        let status = details.transcode_info.and_then(|info| info.transcode_status);
        if status == Some(TranscodeStatus::TranscodeSucceed) {
            let url = details.base_info.and_then(|info| info.video_url).ok_or("No URL.")?;
            fs::write(var("VOD_AUDIO")?, http.get(url).send()?.error_for_status()?.bytes()?)?;
            return Ok(());
        }
        sleep(Duration::from_millis(500));
    }
    Err("The extraction did not end within a minute.".into())
}
