// Lists a page of tasks, and prints the id of the asset of each.
// Needs signing/sign.go. Run, in a module called example: go run listAssetTaskInfo.go
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
	url := endpoint + "/v1/" + os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID") + "/asset/tasks?limit=10"
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
	rows, _ := answer["results"].([]any) // "next_marker" is the marker of the next page.
	for _, each := range rows {
		row, _ := each.(map[string]any)
		fmt.Println(row["asset_id"])
	}
}
