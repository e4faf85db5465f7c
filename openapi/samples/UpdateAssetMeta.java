// Gives an asset another title.
// Needs signing/Sign.java. Build: javac -d out UpdateAssetMeta.java
// Run: java -cp out UpdateAssetMeta
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import signing.Sign;

final class UpdateAssetMeta {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String body = "{\"asset_id\":\"%s\",\"title\":%s}"
        .formatted(env.get("ASSET_ID"), quote(env.get("TITLE")));
    var request = HttpRequest.newBuilder(URI.create(project + "/asset/info"))
        .header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)).build();
    var signed = Sign.sign(
        request, body, env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    System.out.println("updated");
  }

  /** A text as JSON has it. */
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
