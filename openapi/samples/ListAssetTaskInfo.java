// Lists a page of tasks, and prints the id of the asset of each.
// Needs signing/Sign.java. Build: javac -d out ListAssetTaskInfo.java
// Run: java -cp out ListAssetTaskInfo
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ListAssetTaskInfo {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String url = project + "/asset/tasks?limit=10";
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String requestId = response.headers().firstValue("X-Request-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), requestId));
    }
    // The JDK has no parser of JSON; a program of yours would take a library.
    var ids = Pattern.compile("\"asset_id\"\\s*:\\s*\"(.+?)\"").matcher(response.body());
    while (ids.find()) System.out.println(ids.group(1));
    // "next_marker" is the marker of the next page.
  }
}
