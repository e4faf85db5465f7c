import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.stream.Stream;
import signers.Sign;

/** Signs the requests on standard input, and prints each one's Authorization. */
final class Vectors {
  public static void main(String[] arguments) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] fields = Stream.of(line.split("\t", -1))
          .map(field -> new String(Base64.getDecoder().decode(field), UTF_8)).toArray(String[]::new);
      var request = HttpRequest.newBuilder(URI.create(fields[1]))
          .method(fields[0], BodyPublishers.ofString(fields[2]));
      for (int i = 6; i < fields.length; i += 2) request.setHeader(fields[i], fields[i + 1]);
      String[] also = fields[5].isEmpty() ? new String[0] : fields[5].split(" ");
      var signed = Sign.sign(request.build(), fields[2], fields[3], fields[4], also);
      System.out.println(signed.headers().firstValue("Authorization").orElseThrow());
    }
  }
}
