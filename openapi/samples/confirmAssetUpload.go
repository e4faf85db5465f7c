// Tells VOD that the file of an asset is uploaded, and prints the id of the asset.
// Needs signing/sign.go. Run, in a module called example: go run confirmAssetUpload.go
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
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/status/uploaded"
	body := []byte(`{"asset_id":"` + os.Getenv("ASSET_ID") + `","status":"CREATED"}`)
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
	fmt.Println(answer["asset_id"])
}
