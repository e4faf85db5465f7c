// Starts the extraction of a video's audio, and prints the id of the audio asset to come.
// Needs signing/sign.go. Run, in a module called example: go run createExtractAudioTask.go
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"

	"example/signing"
)

func main() {
	endpoint := cmp.Or(os.Getenv("VOD_ENDPOINT"), "https://vod.cn-north-4.myhuaweicloud.com")
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/extract_audio"
	body := []byte(`{"asset_id":"` + os.Getenv("ASSET_ID") + `","parameter":{"format":"MP3"}}`)
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	signing.Sign(request, body, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
	response, err := http.DefaultTransport.RoundTrip(request) // A Client would follow redirects.
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var answer map[string]any
	err = json.NewDecoder(response.Body).Decode(&answer)
	if err != nil || response.StatusCode != http.StatusAccepted {
		log.Fatalln(response.Status, answer, response.Header["X-Request-Id"], err)
	}
	fmt.Println(answer["audio_asset_id"])
}
