// Package signers signs requests to Huawei Cloud with an access key: SDK-HMAC-SHA256.
package signers

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Sign adds X-Sdk-Date and Authorization to a request with this body: the last thing to do
// before it is sent. It signs Host, the X- headers (gateways drop those with an underscore), and
// those named besides as in http.Header. Better do not name Content-Type: HTTP stacks rewrite it.
func Sign(request *http.Request, body []byte, accessKey, secretKey string, also ...string) {
	header := request.Header
	date := cmp.Or(header.Get("X-Sdk-Date"), time.Now().UTC().Format("20060102T150405Z"))
	header.Set("X-Sdk-Date", date)
	query := request.URL.Query()
	for _, values := range query {
		slices.Sort(values)
	}
	// However the query was written, it is sent as it is signed.
	request.URL.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20")
	names := []string{"host"}
	for name := range header {
		if slices.Contains(also, name) || strings.HasPrefix(name, "X-") && !strings.Contains(name, "_") {
			names = append(names, strings.ToLower(name))
		}
	}
	slices.Sort(names)
	headers, signed := "", strings.Join(names, ";")
	for _, name := range names {
		value := header.Get(name)
		if name == "host" {
			value = request.Host // Which Go keeps apart from the other headers.
		}
		headers += name + ":" + strings.TrimSpace(value) + "\n"
	}
	hash := cmp.Or(header.Get("X-Sdk-Content-Sha256"), fmt.Sprintf("%x", sha256.Sum256(body)))
	path := canonicalPath(request.URL)
	canonical := strings.Join([]string{request.Method, path, request.URL.RawQuery, headers, signed, hash}, "\n")
	mac := hmac.New(sha256.New, []byte(secretKey))
	fmt.Fprintf(mac, "SDK-HMAC-SHA256\n%s\n%x", date, sha256.Sum256([]byte(canonical)))
	header.Set("Authorization", fmt.Sprintf("SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%x",
		accessKey, signed, mac.Sum(nil)))
}

func canonicalPath(sent *url.URL) string {
	segments := strings.Split(strings.TrimSuffix(sent.EscapedPath(), "/"), "/")
	for i, segment := range segments {
		plain, _ := url.PathUnescape(segment) // A URL's own escapes are well formed.
		segments[i] = strings.ReplaceAll(url.QueryEscape(plain), "+", "%20")
	}
	return strings.Join(segments, "/") + "/"
}
