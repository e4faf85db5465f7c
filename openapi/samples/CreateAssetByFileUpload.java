// Creates an asset, uploads a video of up to 20 MB to it, and prints the id of the asset.
// Needs signing/Sign.java. Build: javac -d out CreateAssetByFileUpload.java
// Run: java -cp out CreateAssetByFileUpload
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import signing.Sign;

final class CreateAssetByFileUpload {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String body = """
        {"title":"My video","video_name":"my-video.mp4","video_type":"MP4"}""";
    var request = HttpRequest.newBuilder(URI.create(project + "/asset"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    var signed = Sign.sign(
        request, body, env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    String asset = send(signed);
    // The URL carries its own authorisation: nothing is signed here. JSON may escape its & and =.
    String target = read(asset, "video_upload_url").replace("\\u0026", "&").replace("\\u003d", "=");
    var video = BodyPublishers.ofFile(Path.of(env.get("VIDEO_FILE")));
    send(HttpRequest.newBuilder(URI.create(target))
        .header("Content-Type", "video/mp4").PUT(video).build());
    System.out.println(read(asset, "asset_id"));
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() == 200) return response.body();
    String requestId = response.headers().firstValue("X-Request-Id").orElse("in the text");
    throw new IOException("%d %s (request id %s)"
        .formatted(response.statusCode(), response.body(), requestId));
  }

  /** The JDK has no parser of JSON; a program of yours would take a library. */
  private static String read(String json, String name) throws IOException {
    var found = Pattern.compile("\"%s\"\\s*:\\s*\"(.+?)\"".formatted(name)).matcher(json);
    if (!found.find()) throw new IOException("The answer has no " + name + ".");
    return found.group(1);
  }
}
