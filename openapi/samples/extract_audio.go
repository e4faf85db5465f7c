// Uploads a video of up to 20 MB, has its audio extracted, and downloads the MP3.
//
// Run: go run extract_audio.go my.mp4 my.mp3
// It needs signers/sign.go, go.mod and these environment variables: VOD_ENDPOINT, VOD_PROJECT_ID,
// HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"example/signers"
)

func main() {
	videoFile, audioFile := os.Args[1], os.Args[2]
	assetID := upload(videoFile)
	var job struct {
		AudioAssetID string `json:"audio_asset_id"`
	}
	// Do not repeat this call when its answer is lost: each call can start, and bill, an extraction.
	call(http.MethodPost, "/asset/extract_audio", map[string]any{
		"asset_id": assetID, "parameter": map[string]any{"format": "MP3"},
	}, &job)
	download := must(http.NewRequest(http.MethodGet, waitForAudio(job.AudioAssetID), nil))
	must(0, os.WriteFile(audioFile, send(download), 0o644))
	fmt.Printf("%s: the audio of %s\n", audioFile, videoFile)
}

// upload uploads the video, and returns the id of its asset.
func upload(videoFile string) string {
	var asset struct {
		ID        string `json:"asset_id"`
		UploadURL string `json:"video_upload_url"`
	}
	name := filepath.Base(videoFile)
	body := map[string]any{"title": name, "video_name": name, "video_type": "MP4"}
	call(http.MethodPost, "/asset", body, &asset)
	// The presigned URL is the permission, so this request is not signed.
	video := bytes.NewReader(must(os.ReadFile(videoFile)))
	request := must(http.NewRequest(http.MethodPut, asset.UploadURL, video))
	request.Header.Set("Content-Type", "video/mp4")
	send(request)
	body = map[string]any{"asset_id": asset.ID, "status": "CREATED"}
	call(http.MethodPost, "/asset/status/uploaded", body, &asset)
	return asset.ID
}

// waitForAudio waits until the extraction has ended, and returns the URL of the audio.
func waitForAudio(assetID string) string {
	deadline := time.Now().Add(30 * time.Minute)
	for pause := time.Second / 2; time.Now().Before(deadline); pause = min(2*pause, 15*time.Second) {
		time.Sleep(pause)
		var details struct { // Both sections can be missing while the extraction runs.
			Base struct {
				URL string `json:"video_url"`
			} `json:"base_info"`
			Transcode struct {
				Status string `json:"transcode_status"`
			} `json:"transcode_info"`
		}
		call(http.MethodGet, "/asset/details?asset_id="+assetID, nil, &details)
		switch details.Transcode.Status {
		case "TRANSCODE_SUCCEED":
			return details.Base.URL
		case "TRANSCODE_FAILED":
			log.Fatalf("The extraction of %s failed.", assetID)
		}
	}
	log.Fatalf("The extraction of %s did not end within 30 minutes.", assetID)
	return ""
}

// call calls an operation of VOD, and reads what it answers into answer.
func call(method, path string, body, answer any) {
	url := os.Getenv("VOD_ENDPOINT") + "/v1.0/" + os.Getenv("VOD_PROJECT_ID") + path
	var content []byte
	if body != nil {
		content = must(json.Marshal(body))
	}
	request := must(http.NewRequest(method, url, bytes.NewReader(content)))
	request.Header.Set("Content-Type", "application/json")
	signers.Sign(request, content, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
	must(0, json.Unmarshal(send(request), answer))
}

// send does not use a Client, which would follow redirects and send the signature to another host.
func send(request *http.Request) []byte {
	response := must(http.DefaultTransport.RoundTrip(request))
	defer response.Body.Close()
	answer := must(io.ReadAll(response.Body))
	if response.StatusCode >= 300 {
		log.Fatalln(response.Status, string(answer), response.Header["X-Request-Id"])
	}
	return answer
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
