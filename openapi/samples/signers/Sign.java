package signers;

import static java.nio.charset.StandardCharsets.*;

import java.net.*;
import java.net.http.HttpRequest;
import java.security.*;
import java.time.Instant;
import java.util.*;
import java.util.stream.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests to Huawei Cloud with an access key: SDK-HMAC-SHA256. For Java 17 and newer. */
public final class Sign {
  /** Signs Host, the X- headers, and those named besides in lower case; returns what to send. */
  public static HttpRequest sign(HttpRequest request, String body, String accessKey,
      String secretKey, String... also) throws GeneralSecurityException {
    URI uri = URI.create(request.uri().toASCIIString());
    String defaultPort = uri.getScheme().equals("https") ? ":443$" : ":80$"; // It is not sent.
    String host = uri.getRawAuthority().replaceFirst(defaultPort, "");
    String now = Instant.now().toString().replaceAll("[-:]|\\.\\d+", "");
    var headers = new TreeMap<>(Map.of("host", host, "x-sdk-date", now));
    request.headers().map().forEach((name, values) -> {
      String key = name.toLowerCase(Locale.ROOT);
      boolean own = key.matches("host|x-[^_]+"); // Gateways drop names with an underscore.
      if (own || List.of(also).contains(key)) headers.put(key, values.get(0).strip());
    });
    String path = Stream.of(uri.getRawPath().replace("+", "%2B").replaceFirst("/$", "").split("/", -1))
        .map(raw -> encode(URLDecoder.decode(raw, ISO_8859_1))).collect(Collectors.joining("/")) + "/";
    // Byte 0 in place of "=" sorts by names first. ISO 8859-1 has a character for each byte.
    String query = Stream.of(Objects.toString(uri.getRawQuery(), "").split("&"))
        .filter(pair -> !pair.isEmpty()).map(pair -> pair.replaceFirst("=|$", "%00"))
        .map(pair -> URLDecoder.decode(pair, ISO_8859_1)).sorted()
        .map(pair -> encode(pair).replaceFirst("%00", "=")).collect(Collectors.joining("&"));
    String signed = String.join(";", headers.keySet());
    var canonical = new StringJoiner("\n").add(request.method()).add(path).add(query);
    headers.forEach((name, value) -> canonical.add(name + ":" + value));
    canonical.add("").add(signed).add(headers.getOrDefault("x-sdk-content-sha256", hash(body)));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA256"));
    String date = headers.get("x-sdk-date");
    String text = "SDK-HMAC-SHA256\n" + date + "\n" + hash(canonical.toString());
    // However the query was written, it is sent as it is signed.
    String url = uri.toString().replaceFirst("[?#].*", "") + (query.isEmpty() ? "" : "?" + query);
    return HttpRequest.newBuilder(request, (name, value) -> true).uri(URI.create(url))
        .setHeader("Authorization", "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKey, signed, HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)))))
        .setHeader("X-Sdk-Date", date).build();
  }

  private static String hash(String text) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static String encode(String text) {
    String form = URLEncoder.encode(text, ISO_8859_1);
    return form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
  }
}
