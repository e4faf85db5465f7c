// Signs the requests on standard input, and prints each one's Authorization.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	"example/signers"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		for i, field := range fields {
			text, err := base64.StdEncoding.DecodeString(field)
			if err != nil {
				log.Fatal(err)
			}
			fields[i] = string(text)
		}
		request, err := http.NewRequest(fields[0], fields[1], strings.NewReader(fields[2]))
		if err != nil {
			log.Fatal(err)
		}
		for i := 6; i < len(fields); i += 2 {
			request.Header.Set(fields[i], fields[i+1])
			if strings.EqualFold(fields[i], "host") { // Go sends this one, and not the header.
				request.Host = fields[i+1]
				request.Header.Del(fields[i])
			}
		}
		also := strings.Fields(fields[5])
		for i, name := range also {
			also[i] = http.CanonicalHeaderKey(name)
		}
		signers.Sign(request, []byte(fields[2]), fields[3], fields[4], also...)
		fmt.Println(request.Header.Get("Authorization"))
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}
