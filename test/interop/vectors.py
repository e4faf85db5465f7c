"""Signs the requests on standard input, and prints each one's Authorization."""

import sys
from base64 import b64decode
from urllib.request import Request

from signers.sign import sign

for line in sys.stdin:
    fields = [b64decode(field).decode() for field in line.rstrip("\n").split("\t")]
    method, url, body, access_key, secret_key, also, *headers = fields
    named = dict(zip(headers[::2], headers[1::2]))
    request = Request(url, body.encode() or None, named, method=method)
    sign(request, access_key, secret_key, *also.split())
    print(request.get_header("Authorization"))
