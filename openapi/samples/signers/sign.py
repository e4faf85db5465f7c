"""Signs requests to Huawei Cloud with an access key: SDK-HMAC-SHA256. For Python 3.10 and newer."""

import hashlib
import hmac
from datetime import datetime, timezone
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit, urlunsplit
from urllib.request import Request


def sign(request: Request, access_key: str, secret_key: str, *also: str) -> None:
    """Adds X-Sdk-Date and Authorization to a request: the last thing to do before it is sent.

    Signs Host, the X- headers, and those named besides. Better do not name Content-Type, because
    HTTP stacks rewrite it.
    """
    if not request.has_header("X-sdk-date"):  # That is how urllib spells it.
        now = datetime.now(timezone.utc)
        request.add_unredirected_header("X-Sdk-Date", now.strftime("%Y%m%dT%H%M%SZ"))
    url = urlsplit(request.full_url)
    query = canonical_query(url.query)
    # However the query was written, it is sent as it is signed.
    request.full_url = urlunsplit(url._replace(query=query))

    headers = {name.lower(): value.strip() for name, value in request.header_items()}
    headers.setdefault("host", request.host)
    # Gateways drop names with an underscore.
    own = (name for name in headers if name.startswith("x-") and "_" not in name)
    signed = sorted({"host", *own, *(name.lower() for name in also)})
    canonical_request = "\n".join([
        request.get_method(),
        canonical_path(url.path),
        query,
        *(f"{name}:{headers[name]}" for name in signed),
        "",
        ";".join(signed),
        headers.get("x-sdk-content-sha256") or sha256(request.data or b""),
    ])
    text = f"SDK-HMAC-SHA256\n{headers['x-sdk-date']}\n{sha256(canonical_request.encode())}"
    signature = hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
    fields = f"Access={access_key}, SignedHeaders={';'.join(signed)}, Signature={signature}"
    # Unredirected: a redirect must not carry the signature to wherever it points.
    request.add_unredirected_header("Authorization", f"SDK-HMAC-SHA256 {fields}")


def canonical_path(path: str) -> str:
    segments = path.removesuffix("/").split("/")
    return "/".join(quote_from_bytes(unquote_to_bytes(part), safe="") for part in segments) + "/"


def canonical_query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.replace("+", "%20").split("&") if pair)
    decoded = sorted((unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pairs)
    return "&".join("=".join(quote_from_bytes(part, safe="") for part in pair) for pair in decoded)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
