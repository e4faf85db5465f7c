// Gets a token for a project, and prints it. Capture it: it is good for 24 hours.
// Run: go run keystoneCreateUserTokenByPassword.go
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
)

func main() {
	type object = map[string]any
	endpoint := cmp.Or(os.Getenv("IAM_ENDPOINT"), "https://iam.cn-north-4.myhuaweicloud.com")
	user := object{"name": os.Getenv("IAM_USER"), "password": os.Getenv("IAM_PASSWORD")}
	user["domain"] = object{"name": os.Getenv("IAM_DOMAIN")} // The account that the user belongs to.
	identity := object{"methods": []string{"password"}, "password": object{"user": user}}
	project := cmp.Or(os.Getenv("PROJECT_NAME"), "cn-north-4") // Called as its region.
	auth := object{"identity": identity, "scope": object{"project": object{"name": project}}}
	body, _ := json.Marshal(object{"auth": auth}) // Texts cannot fail.
	url := endpoint + "/v3/auth/tokens?nocatalog=true"
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultTransport.RoundTrip(request) // A Client would follow redirects.
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusCreated {
		log.Fatalln(response.Status, string(answer), response.Header["X-Iam-Trace-Id"], err)
	}
	fmt.Println(response.Header.Get("X-Subject-Token")) // In a header, not in the body.
}
