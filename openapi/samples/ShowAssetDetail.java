// Reads an asset, and prints the state of its task and, when there is a file, its URL.
// Needs signing/Sign.java. Build: javac -d out ShowAssetDetail.java
// Run: java -cp out ShowAssetDetail
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ShowAssetDetail {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String url = project + "/asset/details?asset_id=" + env.get("ASSET_ID");
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    String state = read(response.body(), "transcode_status", "UNKNOWN");
    System.out.println(state + " " + read(response.body(), "video_url", ""));
  }

  /** The JDK has no parser of JSON; a program of yours would take a library. */
  private static String read(String json, String name, String otherwise) {
    var found = Pattern.compile("\"%s\"\\s*:\\s*\"(.+?)\"".formatted(name)).matcher(json);
    String value = found.find() ? found.group(1) : otherwise;
    return value.replace("\\u0026", "&").replace("\\u003d", "="); // So may JSON write URLs.
  }
}
