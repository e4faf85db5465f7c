// Gives an asset another title.
// Needs signing/sign.go. Run, in a module called example: go run updateAssetMeta.go
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
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/info"
	change := map[string]string{"asset_id": os.Getenv("ASSET_ID"), "title": os.Getenv("TITLE")}
	body, _ := json.Marshal(change) // Texts cannot fail.
	request, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(body))
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
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusNoContent {
		log.Fatalln(response.Status, string(answer), response.Header["X-Request-Id"], err)
	}
	fmt.Println("updated")
}
