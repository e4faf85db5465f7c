// Has VOD fetch a video from a URL, and prints the id of the asset that it becomes.
// Needs signing/sign.go. Run, in a module called example: go run uploadMetaDataByUrl.go
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
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/upload_by_url"
	file := `{"title":"My video","video_type":"MP4","url":"` + os.Getenv("VIDEO_URL") + `"}`
	body := []byte(`{"upload_metadatas":[` + file + `]}`)
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
	if err != nil || response.StatusCode != http.StatusOK {
		log.Fatalln(response.Status, answer, response.Header["X-Request-Id"], err)
	}
	row := answer["upload_assets"].([]any)[0].(map[string]any)
	if row["asset_id"] == nil { // A file that is not taken on has its error in a success.
		log.Fatalln(row["error_code"], row["error_msg"], response.Header["X-Request-Id"])
	}
	fmt.Println(row["asset_id"])
}
