// Tells VOD that the file of an asset is uploaded, and prints the id of the asset.
// Needs signing/Sign.java. Build: javac -d out ConfirmAssetUpload.java
// Run: java -cp out ConfirmAssetUpload
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ConfirmAssetUpload {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String body = "{\"asset_id\":\"%s\",\"status\":\"CREATED\"}".formatted(env.get("ASSET_ID"));
    var request = HttpRequest.newBuilder(URI.create(project + "/asset/status/uploaded"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    var signed = Sign.sign(
        request, body, env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    // The JDK has no parser of JSON; a program of yours would take a library.
    var id = Pattern.compile("\"asset_id\"\\s*:\\s*\"(.+?)\"").matcher(response.body());
    System.out.println(id.find() ? id.group(1) : response.body());
  }
}
