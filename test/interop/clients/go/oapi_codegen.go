package main

import (
	"context"
	"net/http"
	"os"

	vod "job/generated"
)

func main() {
	key := token()
	sign := func(_ context.Context, request *http.Request) error {
		request.Header.Set("X-Auth-Token", key)
		return nil
	}
	client := must(vod.NewClientWithResponses(os.Getenv("VOD_ENDPOINT"), vod.WithRequestEditorFn(sign)))
	ctx, project := context.Background(), os.Getenv("VOD_PROJECT_ID")

	created := must(client.CreateAssetByFileUploadWithResponse(ctx, project, vod.CreateAssetByFileUploadRequest{
		Title: "Ode", VideoName: "ode.mp4", VideoType: vod.FileTypeMP4,
	})).JSON200
	putVideo(created.VideoUploadUrl)
	toConfirm := vod.ConfirmAssetUploadRequest{AssetId: created.AssetId, Status: vod.UploadStatusCREATED}
	must(client.ConfirmAssetUploadWithResponse(ctx, project, toConfirm))
	format := vod.AudioFormatMP3
	job := must(client.CreateExtractAudioTaskWithResponse(ctx, project, vod.CreateExtractAudioTaskRequest{
		AssetId: created.AssetId, Parameter: &vod.AudioParameter{Format: &format},
	})).JSON202
	waitAndDownload(func() string {
		query := &vod.ShowAssetDetailParams{AssetId: job.AudioAssetId}
		details := must(client.ShowAssetDetailWithResponse(ctx, project, query)).JSON200
		task := details.TranscodeInfo
		if task == nil || task.TranscodeStatus == nil || *task.TranscodeStatus != vod.TranscodeStatusTRANSCODESUCCEED {
			return ""
		}
		return *details.BaseInfo.VideoUrl
	})
}
