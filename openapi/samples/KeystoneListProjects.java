// Finds the project of a region, and prints its id.
// Needs signing/Sign.java. Build: javac -d out KeystoneListProjects.java
// Run: java -cp out KeystoneListProjects
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import signing.Sign;

final class KeystoneListProjects {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("IAM_ENDPOINT", "https://iam.cn-north-4.myhuaweicloud.com");
    // A region's own project is called as the region.
    String name = env.getOrDefault("PROJECT_NAME", "cn-north-4");
    String url = endpoint + "/v3/projects?name=" + URLEncoder.encode(name, UTF_8);
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    var signed = Sign.sign(
        request, "", env.get("HUAWEICLOUD_SDK_AK"), env.get("HUAWEICLOUD_SDK_SK"));
    var response = HttpClient.newHttpClient().send(signed, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String traceId = response.headers().firstValue("X-IAM-Trace-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), traceId));
    }
    // The JDK has no parser of JSON; a program of yours would take a library.
    var ids = Pattern.compile("\"id\"\\s*:\\s*\"(.+?)\"").matcher(response.body());
    String id = ids.find() ? ids.group(1) : "";
    if (id.isEmpty() || ids.find()) {
      throw new IOException("There is not one project: open the region's console once.");
    }
    System.out.println(id);
  }
}
