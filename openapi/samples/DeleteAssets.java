// Deletes an asset with its files for good, and prints what became of it: DELETED.
// Needs signing/Sign.java. Build: javac -d out DeleteAssets.java
// Run: java -cp out DeleteAssets
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class DeleteAssets {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String url = project + "/asset?asset_id=" + env.get("ASSET_ID");
    var request = HttpRequest.newBuilder(URI.create(url)).DELETE().build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    // Another state, such as FAILED for an asset that is being worked on, is no error to VOD.
    // The JDK has no parser of JSON; a program of yours would take a library.
    var status = Pattern.compile("\"status\"\\s*:\\s*\"(.+?)\"").matcher(response.body());
    System.out.println(status.find() ? status.group(1) : response.body());
  }
}
