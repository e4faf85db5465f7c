// Reads an asset, and prints the state of its task and, when there is a file, its URL.
// Needs signing/sign.go. Run, in a module called example: go run showAssetDetail.go
package main

import (
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
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/details"
	url += "?asset_id=" + os.Getenv("ASSET_ID")
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		log.Fatal(err)
	}
	signing.Sign(request, nil, os.Getenv("HUAWEICLOUD_SDK_AK"), os.Getenv("HUAWEICLOUD_SDK_SK"))
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
	task, _ := answer["transcode_info"].(map[string]any) // Missing until there is something to say.
	base, _ := answer["base_info"].(map[string]any)
	state, _ := task["transcode_status"].(string)
	file, _ := base["video_url"].(string)
	fmt.Println(cmp.Or(state, "UNKNOWN"), file)
}
