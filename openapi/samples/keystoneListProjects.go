// Finds the project of a region, and prints its id.
// Needs signing/sign.go. Run, in a module called example: go run keystoneListProjects.go
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"

	"example/signing"
)

func main() {
	endpoint := cmp.Or(os.Getenv("IAM_ENDPOINT"), "https://iam.cn-north-4.myhuaweicloud.com")
	// A region's own project is called as the region.
	query := url.Values{"name": {cmp.Or(os.Getenv("PROJECT_NAME"), "cn-north-4")}}
	request, err := http.NewRequest(http.MethodGet, endpoint+"/v3/projects?"+query.Encode(), nil)
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
		log.Fatalln(response.Status, answer, response.Header["X-Iam-Trace-Id"], err)
	}
	projects, _ := answer["projects"].([]any)
	if len(projects) != 1 {
		log.Fatal("There is not one project: open the region's console once.")
	}
	fmt.Println(projects[0].(map[string]any)["id"])
}
