// Cancels the extraction of a video's audio while it is queued.
// Needs signing/sign.go. Run, in a module called example: go run cancelExtractAudioTask.go
package main

import (
	"cmp"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"example/signing"
)

func main() {
	endpoint := cmp.Or(os.Getenv("VOD_ENDPOINT"), "https://vod.cn-north-4.myhuaweicloud.com")
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/extract_audio"
	url += "?asset_id=" + os.Getenv("ASSET_ID") // The id of the video.
	request, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		log.Fatal(err)
	}
	signing.Sign(request, nil, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
	response, err := http.DefaultTransport.RoundTrip(request) // A Client would follow redirects.
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusNoContent { // VOD.10083: it runs or has ended.
		log.Fatalln(response.Status, string(answer), response.Header["X-Request-Id"], err)
	}
	fmt.Println("cancelled")
}
