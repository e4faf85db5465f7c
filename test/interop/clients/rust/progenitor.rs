//! Gets a token, uploads a video, has its audio extracted, waits for it, and downloads it.
use huawei_vod::Client;
use huawei_vod::types::{
    AudioFormat, AudioParameter, ConfirmAssetUploadRequest, CreateAssetByFileUploadRequest,
    CreateExtractAudioTaskRequest, FileType, ProjectId, TranscodeStatus, UploadStatus,
};
use serde_json::{from_value, json};
use std::{env::var, error::Error, fs, time::Duration};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let http = reqwest::Client::new();
    let tokens = http
        .post(format!("{}/v3/auth/tokens", var("IAM_ENDPOINT")?))
        .header("Content-Type", "application/json")
        .body(var("IAM_LOGIN")?)
        .send()
        .await?
        .error_for_status()?;
    let token = tokens.headers().get("X-Subject-Token").ok_or("IAM answered no token.")?;
    let headers = [("x-auth-token".parse()?, token.clone())].into_iter().collect();
    let with_token = reqwest::Client::builder().default_headers(headers).build()?;
    let vod = Client::new_with_client(&var("VOD_ENDPOINT")?, with_token);
    let project: ProjectId = var("VOD_PROJECT_ID")?.parse()?;

    // A request with many optional members is shorter as JSON: its struct has no default.
    let file = json!({ "title": "Ode", "video_name": "ode.mp4", "video_type": FileType::Mp4 });
    let file: CreateAssetByFileUploadRequest = from_value(file)?;
    let created = vod.create_asset_by_file_upload(&project, &file).await?.into_inner();
    http.put(&created.video_upload_url)
        .header("Content-Type", "video/mp4")
        .body(fs::read(var("VOD_VIDEO")?)?)
        .send()
        .await?
        .error_for_status()?;
    let asset_id = created.asset_id.clone();
    let uploaded = ConfirmAssetUploadRequest { asset_id, status: UploadStatus::Created };
    vod.confirm_asset_upload(&project, &uploaded).await?;

    let parameter = Some(AudioParameter { format: Some(AudioFormat::Mp3) });
    let task = CreateExtractAudioTaskRequest { asset_id: created.asset_id, parameter };
    let audio = vod.create_extract_audio_task(&project, &task).await?.into_inner().audio_asset_id;
    for _ in 0..120 {
        let details = vod.show_asset_detail(&project, &audio, None).await?.into_inner();
        let status = details.transcode_info.and_then(|info| info.transcode_status);
        if status == Some(TranscodeStatus::TranscodeSucceed) {
            let url = details.base_info.and_then(|info| info.video_url).ok_or("No URL.")?;
            let bytes = http.get(url).send().await?.error_for_status()?.bytes().await?;
            fs::write(var("VOD_AUDIO")?, bytes)?;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Err("The extraction did not end within a minute.".into())
}
