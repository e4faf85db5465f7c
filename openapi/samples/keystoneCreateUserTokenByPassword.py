# Run: python3 keystoneCreateUserTokenByPassword.py
"""Gets a token for a project, and prints it. Capture it: it is good for 24 hours."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

endpoint = os.environ.get("IAM_ENDPOINT", "https://iam.cn-north-4.myhuaweicloud.com")
user = {
    "name": os.environ["IAM_USER"],
    "password": os.environ["IAM_PASSWORD"],
    "domain": {"name": os.environ["IAM_DOMAIN"]},  # The account that the user belongs to.
}
project = os.environ.get("PROJECT_NAME", "cn-north-4")  # A region's own is called as the region.
identity = {"methods": ["password"], "password": {"user": user}}
body = {"auth": {"identity": identity, "scope": {"project": {"name": project}}}}
url = f"{endpoint}/v3/auth/tokens?nocatalog=true"
request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
try:
    with urlopen(request, timeout=30) as response:
        print(response.headers["X-Subject-Token"])  # In a header, not in the body.
except HTTPError as error:
    request_id = error.headers["X-IAM-Trace-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
