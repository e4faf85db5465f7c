// Creates an asset, uploads a video of up to 20 MB to it, and prints the id of the asset.
// Needs signing/sign.go. Run, in a module called example: go run createAssetByFileUpload.go
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"example/signing"
)

func main() {
	endpoint := cmp.Or(os.Getenv("VOD_ENDPOINT"), "https://vod.cn-north-4.myhuaweicloud.com")
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset"
	body := []byte(`{"title":"My video","video_name":"my-video.mp4","video_type":"MP4"}`)
	request := must(http.NewRequest(http.MethodPost, url, bytes.NewReader(body)))
	request.Header.Set("Content-Type", "application/json")
	signing.Sign(request, body, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
	var asset struct {
		ID        string `json:"asset_id"`
		UploadURL string `json:"video_upload_url"`
	}
	must(0, json.Unmarshal(send(request), &asset))
	// The URL carries its own authorisation: nothing is signed here.
	video := must(os.ReadFile(os.Getenv("VIDEO_FILE")))
	upload := must(http.NewRequest(http.MethodPut, asset.UploadURL, bytes.NewReader(video)))
	upload.Header.Set("Content-Type", "video/mp4")
	send(upload)
	fmt.Println(asset.ID)
}

// send does not use a Client, which would follow redirects.
func send(request *http.Request) []byte {
	response := must(http.DefaultTransport.RoundTrip(request))
	defer response.Body.Close()
	answer := must(io.ReadAll(response.Body))
	if response.StatusCode != http.StatusOK {
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
