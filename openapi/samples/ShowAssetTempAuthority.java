// Starts a multipart upload, for a video of more than 20 MB, and prints its upload id.
// Needs signing/Sign.java. Build: javac -d out ShowAssetTempAuthority.java
// Run: java -cp out ShowAssetTempAuthority
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ShowAssetTempAuthority {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.1/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    // Bucket and object are those of the target that createAssetByFileUpload answered.
    String url = project + "/asset/authority?http_verb=POST&content_type=video/mp4&bucket="
        + env.get("OBS_BUCKET") + "&object_key=" + URLEncoder.encode(env.get("OBS_OBJECT"), UTF_8);
    String step = send(Sign.sign(HttpRequest.newBuilder(URI.create(url)).build(), "",
        env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK")));
    // The URL carries its own authorisation: nothing is signed here. JSON may escape its & and =.
    String start = read(step, "\"sign_str\"\\s*:\\s*\"(.+?)\"")
        .replace("\\u0026", "&").replace("\\u003d", "=");
    String upload = send(HttpRequest.newBuilder(URI.create(start))
        .header("Content-Type", "video/mp4").POST(BodyPublishers.noBody()).build());
    // Each part needs a URL of its own: ask with http_verb=PUT, upload_id and part_number.
    System.out.println(read(upload, "<UploadId>(.+?)</UploadId>"));
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() == 200) return response.body();
    String requestId = response.headers().firstValue("X-Request-Id").orElse("in the text");
    throw new IOException("%d %s (request id %s)"
        .formatted(response.statusCode(), response.body(), requestId));
  }

  /** A program of yours would take parsers of JSON and XML. */
  private static String read(String text, String pattern) throws IOException {
    var found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) throw new IOException("The answer has no " + pattern + ".");
    return found.group(1);
  }
}
