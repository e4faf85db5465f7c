package main

import (
	"context"
	"os"

	vod "job/generated"
)

type source struct{ key string }

func (source source) Token(context.Context, vod.OperationName) (vod.Token, error) {
	return vod.Token{APIKey: source.key}, nil
}

func main() {
	client := must(vod.NewClient(os.Getenv("VOD_ENDPOINT"), source{token()}))
	ctx, project := context.Background(), vod.ProjectId(os.Getenv("VOD_PROJECT_ID"))

	// An answer is one of the types of the operation; any other than the success panics here.
	created := must(client.CreateAssetByFileUpload(ctx, &vod.CreateAssetByFileUploadRequest{
		Title: "Ode", VideoName: "ode.mp4", VideoType: vod.FileTypeMP4,
	}, vod.CreateAssetByFileUploadParams{ProjectID: project})).(*vod.CreateAssetByFileUploadResponseHeaders).Response
	putVideo(created.VideoUploadURL.String())
	must(client.ConfirmAssetUpload(ctx, &vod.ConfirmAssetUploadRequest{
		AssetID: created.AssetID, Status: vod.UploadStatusCREATED,
	}, vod.ConfirmAssetUploadParams{ProjectID: project}))
	format := vod.AudioParameter{Format: vod.NewOptAudioFormat(vod.AudioFormatMP3)}
	job := must(client.CreateExtractAudioTask(ctx, &vod.CreateExtractAudioTaskRequest{
		AssetID: created.AssetID, Parameter: vod.NewOptAudioParameter(format),
	}, vod.CreateExtractAudioTaskParams{ProjectID: project})).(*vod.CreateExtractAudioTaskResponseHeaders).Response
	waitAndDownload(func() string {
		query := vod.ShowAssetDetailParams{ProjectID: project, AssetID: job.AudioAssetID}
		details := must(client.ShowAssetDetail(ctx, query)).(*vod.ShowAssetDetailResponseHeaders).Response
		if details.TranscodeInfo.Value.TranscodeStatus.Value != vod.TranscodeStatusTRANSCODESUCCEED {
			return ""
		}
		url := details.BaseInfo.Value.VideoURL.Value
		return url.String()
	})
}
