// Reads the state of an asset, such as CREATED or PUBLISHED, and prints it.
// Needs signing/Sign.java. Build: javac -d out ShowAssetMeta.java
// Run: java -cp out ShowAssetMeta
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ShowAssetMeta {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String url = project + "/asset/info?asset_id=" + env.get("ASSET_ID");
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    // An asset that VOD does not know has no row.
    // The JDK has no parser of JSON; a program of yours would take a library.
    var status = Pattern.compile("\"status\"\\s*:\\s*\"(.+?)\"").matcher(response.body());
    System.out.println(status.find() ? status.group(1) : "UNKNOWN");
  }
}
