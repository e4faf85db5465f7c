import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import signers.Sign;

/**
 * Uploads a video of up to 20 MB, has its audio extracted, and downloads the MP3. For Java 17 and newer.
 *
 * <p>Build: javac -d classes ExtractAudio.java. Run: java -cp classes ExtractAudio my.mp4 my.mp3
 *
 * <p>It needs signers/Sign.java and these environment variables: VOD_ENDPOINT, VOD_PROJECT_ID,
 * HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
 */
final class ExtractAudio {
  private static final HttpClient http = HttpClient.newHttpClient();

  public static void main(String[] arguments) throws Exception {
    Path video = Path.of(arguments[0]);
    Path audio = Path.of(arguments[1]);
    // Do not repeat this call when its answer is lost: each call can start, and bill, an extraction.
    String job = call("POST", "/asset/extract_audio", """
        {"asset_id":"%s","parameter":{"format":"MP3"}}""".formatted(upload(video)));
    String url = waitForAudio(member(job, "audio_asset_id").orElseThrow());
    Files.write(audio, send(HttpRequest.newBuilder(URI.create(url)).build()));
    System.out.println(audio + ": the audio of " + video);
  }

  /** Uploads the video, and returns the id of its asset. */
  private static String upload(Path video) throws Exception {
    String asset = call("POST", "/asset", """
        {"title":"My video","video_name":"my-video.mp4","video_type":"MP4"}""");
    String assetId = member(asset, "asset_id").orElseThrow();
    // The presigned URL is the permission, so this request is not signed.
    send(HttpRequest.newBuilder(URI.create(member(asset, "video_upload_url").orElseThrow()))
        .header("Content-Type", "video/mp4").PUT(BodyPublishers.ofFile(video)).build());
    call("POST", "/asset/status/uploaded", """
        {"asset_id":"%s","status":"CREATED"}""".formatted(assetId));
    return assetId;
  }

  /** Waits until the extraction has ended, and returns the URL of the audio. */
  private static String waitForAudio(String assetId) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(30));
    for (long pause = 500; Instant.now().isBefore(deadline); pause = Math.min(2 * pause, 15_000)) {
      Thread.sleep(pause);
      String details = call("GET", "/asset/details?asset_id=" + assetId, "");
      // The status can be missing while the extraction runs.
      String status = member(details, "transcode_status").orElse("");
      if (status.equals("TRANSCODE_SUCCEED")) return member(details, "video_url").orElseThrow();
      if (status.equals("TRANSCODE_FAILED")) throw new IOException("The extraction failed: " + details);
    }
    throw new IOException("The extraction of " + assetId + " did not end within 30 minutes.");
  }

  /** Calls an operation of VOD, and returns what it answers. */
  private static String call(String method, String path, String body)
      throws IOException, InterruptedException, GeneralSecurityException {
    var env = System.getenv();
    String url = env.get("VOD_ENDPOINT") + "/v1.0/" + env.get("VOD_PROJECT_ID") + path;
    var request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body)).build();
    return new String(send(
        Sign.sign(request, body, env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"))));
  }

  private static byte[] send(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() < 300) return response.body();
    String requestId = response.headers().firstValue("X-Request-Id").orElse("in the text");
    throw new IOException("%d %s (request id %s)"
        .formatted(response.statusCode(), new String(response.body()), requestId));
  }

  /** A member of a JSON object. The JDK has no parser of JSON; a program of yours would take a library. */
  private static Optional<String> member(String json, String name) {
    return Pattern.compile("\"%s\"\\s*:\\s*\"(.+?)\"".formatted(name)).matcher(json).results()
        .map(found -> found.group(1).replace("\\u0026", "&").replace("\\u003d", "="))
        .findFirst();
  }
}
