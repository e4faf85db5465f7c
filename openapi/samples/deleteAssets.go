// Deletes an asset with its files for good, and prints what became of it: DELETED.
// Needs signing/sign.go. Run, in a module called example: go run deleteAssets.go
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
	url := endpoint + "/v1.0/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset"
	url += "?asset_id=" + os.Getenv("ASSET_ID")
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
	var answer map[string]any
	err = json.NewDecoder(response.Body).Decode(&answer)
	if err != nil || response.StatusCode != http.StatusOK {
		log.Fatalln(response.Status, answer, response.Header["X-Request-Id"], err)
	}
	rows := answer["delete_result_array"].([]any) // One for each asset of the call.
	row := rows[0].(map[string]any)
	fmt.Println(row["status"]) // FAILED, and no error, while it is being worked on.
}
