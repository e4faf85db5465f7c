// The job that each generated Go client does, beside its own calls.
package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func token() string {
	url := os.Getenv("IAM_ENDPOINT") + "/v3/auth/tokens"
	answer := must(http.Post(url, "application/json", strings.NewReader(os.Getenv("IAM_LOGIN"))))
	defer answer.Body.Close()
	return answer.Header.Get("X-Subject-Token")
}

func putVideo(url string) {
	video := must(os.Open(os.Getenv("VOD_VIDEO")))
	request := must(http.NewRequest("PUT", url, video))
	request.ContentLength = must(video.Stat()).Size()
	request.Header.Set("Content-Type", "video/mp4")
	must(http.DefaultClient.Do(request)).Body.Close()
}

// Polls for the URL of the audio until it is there, and downloads it.
func waitAndDownload(audioURL func() string) {
	for range 120 {
		if url := audioURL(); url != "" {
			audio := must(http.Get(url))
			defer audio.Body.Close()
			must(0, os.WriteFile(os.Getenv("VOD_AUDIO"), must(io.ReadAll(audio.Body)), 0o600))
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	panic(errors.New("the extraction did not end within a minute"))
}
