// Cancels the extraction of a video's audio while it is queued.
// Needs signing/Sign.java. Build: javac -d out CancelExtractAudioTask.java
// Run: java -cp out CancelExtractAudioTask
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import signing.Sign;

final class CancelExtractAudioTask {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String url = project + "/asset/extract_audio?asset_id=" + env.get("ASSET_ID"); // Of the video.
    var request = HttpRequest.newBuilder(URI.create(url)).DELETE().build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 204) { // VOD.10083 when it runs or has ended.
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    System.out.println("cancelled");
  }
}
