// Lists a page of assets, the newest first, and prints the id of each.
// Needs signing/Sign.java. Build: javac -d out ListAssetList.java
// Run: java -cp out ListAssetList
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class ListAssetList {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("VOD_ENDPOINT", "https://vod.cn-north-4.myhuaweicloud.com");
    String project = endpoint + "/v1.0/" + env.get("HUAWEICLOUD_SDK_PROJECT_ID");
    String page = env.getOrDefault("PAGE", "0"); // The first page is 0.
    String url = project + "/asset/list?size=10&order=desc&page=" + page;
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
    // Ask for the next page while (page + 1) * size is less than "total".
  }
}
