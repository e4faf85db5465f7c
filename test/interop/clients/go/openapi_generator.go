package main

import (
	"context"
	"os"

	vod "job/generated"
)

func main() {
	configuration := vod.NewConfiguration()
	configuration.Servers = vod.ServerConfigurations{{URL: os.Getenv("VOD_ENDPOINT")}}
	configuration.AddDefaultHeader("X-Auth-Token", token())
	client, ctx, project := vod.NewAPIClient(configuration), context.Background(), os.Getenv("VOD_PROJECT_ID")

	toCreate := vod.NewCreateAssetByFileUploadRequest("Ode", "ode.mp4", vod.FILETYPE_MP4)
	create := client.UploadAPI.CreateAssetByFileUpload(ctx, project).CreateAssetByFileUploadRequest(*toCreate)
	created, _, err := create.Execute()
	must(0, err)
	putVideo(created.VideoUploadUrl)
	toConfirm := vod.NewConfirmAssetUploadRequest(created.AssetId, vod.UPLOADSTATUS_CREATED)
	_, _, err = client.UploadAPI.ConfirmAssetUpload(ctx, project).ConfirmAssetUploadRequest(*toConfirm).Execute()
	must(0, err)
	toExtract := vod.NewCreateExtractAudioTaskRequest(created.AssetId)
	toExtract.SetParameter(vod.AudioParameter{Format: vod.AUDIOFORMAT_MP3.Ptr()})
	extract := client.AudioExtractionAPI.CreateExtractAudioTask(ctx, project).CreateExtractAudioTaskRequest(*toExtract)
	job, _, err := extract.Execute()
	must(0, err)
	waitAndDownload(func() string {
		details, _, err := client.AssetsAPI.ShowAssetDetail(ctx, project).AssetId(job.AudioAssetId).Execute()
		must(0, err)
		if task := details.GetTranscodeInfo(); task.GetTranscodeStatus() != vod.TRANSCODESTATUS_TRANSCODE_SUCCEED {
			return ""
		}
		info := details.GetBaseInfo()
		return info.GetVideoUrl()
	})
}
