// Makes an asset of a video in a bucket of your own, and prints the id of the asset.
// Needs signing/Sign.java. Build: javac -d out PublishAssetFromObs.java
// Run: java -cp out PublishAssetFromObs
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class PublishAssetFromObs {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String input = "{\"bucket\":\"%s\",\"location\":\"cn-north-4\",\"object\":%s}"
        .formatted(env.get("OBS_BUCKET"), quote(env.get("OBS_OBJECT"))); // In the region of VOD.
    String body = "{\"title\":\"My video\",\"video_type\":\"MP4\",\"input\":" + input + "}";
    var request = HttpRequest.newBuilder(URI.create(project + "/asset/reproduction"))
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

  /** A text as JSON has it. */
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
