# Needs signing/sign.py. Run: python3 keystoneListProjects.py
"""Finds the project of a region, and prints its id."""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from signing.sign import sign

endpoint = os.environ.get("IAM_ENDPOINT", "https://iam.cn-north-4.myhuaweicloud.com")
name = os.environ.get("PROJECT_NAME", "cn-north-4")  # A region's own is called as the region.
request = Request(f"{endpoint}/v3/projects?{urlencode({'name': name})}")
sign(request, os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
try:
    with urlopen(request, timeout=30) as response:
        projects = json.load(response)["projects"]
except HTTPError as error:
    request_id = error.headers["X-IAM-Trace-Id"]
    sys.exit(f"{error.code} {error.read().decode()} (request id {request_id})")
if len(projects) != 1:
    sys.exit("There is not one project: open the region's console once.")
print(projects[0]["id"])
