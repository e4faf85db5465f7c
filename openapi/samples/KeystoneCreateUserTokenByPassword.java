// Gets a token for a project, and prints it. Capture it: it is good for 24 hours.
// Build: javac -d out KeystoneCreateUserTokenByPassword.java
// Run: java -cp out KeystoneCreateUserTokenByPassword
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

final class KeystoneCreateUserTokenByPassword {
  public static void main(String[] arguments) throws Exception {
    var env = System.getenv();
    String endpoint = env.getOrDefault("IAM_ENDPOINT", "https://iam.cn-north-4.myhuaweicloud.com");
    String domain = quote(env.get("IAM_DOMAIN")); // The account that the user belongs to.
    String user = "{\"name\":%s,\"password\":%s,\"domain\":{\"name\":%s}}"
        .formatted(quote(env.get("IAM_USER")), quote(env.get("IAM_PASSWORD")), domain);
    String identity = "{\"methods\":[\"password\"],\"password\":{\"user\":" + user + "}}";
    // A region's own project is called as the region.
    String name = env.getOrDefault("PROJECT_NAME", "cn-north-4");
    String scope = "{\"project\":{\"name\":" + quote(name) + "}}";
    String body = "{\"auth\":{\"identity\":" + identity + ",\"scope\":" + scope + "}}";
    var request = HttpRequest.newBuilder(URI.create(endpoint + "/v3/auth/tokens?nocatalog=true"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      String traceId = response.headers().firstValue("X-IAM-Trace-Id").orElse("none");
      throw new IOException("%d %s (request id %s)"
          .formatted(response.statusCode(), response.body(), traceId));
    }
    // In a header, not in the body.
    System.out.println(response.headers().firstValue("X-Subject-Token").orElseThrow());
  }

  /** A text as JSON has it. */
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
