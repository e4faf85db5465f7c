// Starts a multipart upload, for a video of more than 20 MB, and prints its upload id.
// Needs signing/sign.go. Run, in a module called example: go run showAssetTempAuthority.go
package main

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"

	"example/signing"
)

func main() {
	endpoint := cmp.Or(os.Getenv("VOD_ENDPOINT"), "https://vod.cn-north-4.myhuaweicloud.com")
	address := endpoint + "/v1.1/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/authority"
	// Bucket and object are those of the target that createAssetByFileUpload answered.
	query := url.Values{"bucket": {os.Getenv("OBS_BUCKET")}, "object_key": {os.Getenv("OBS_OBJECT")}}
	address += "?http_verb=POST&content_type=video/mp4&" + query.Encode()
	request := must(http.NewRequest(http.MethodGet, address, nil))
	signing.Sign(request, nil, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
	var step struct {
		URL string `json:"sign_str"`
	}
	must(0, json.Unmarshal(send(request), &step))
	// The URL carries its own authorisation: nothing is signed here.
	start := must(http.NewRequest(http.MethodPost, step.URL, nil))
	start.Header.Set("Content-Type", "video/mp4")
	var upload struct{ UploadId string }
	must(0, xml.Unmarshal(send(start), &upload))
	fmt.Println(upload.UploadId) // Next, for each part: http_verb=PUT, upload_id and part_number.
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
