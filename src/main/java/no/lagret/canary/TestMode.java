package no.lagret.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import no.lagret.http.BoundedCalls;
import no.lagret.http.DirectCalls;
import no.lagret.http.HttpAnswer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Asks the portal's test mode for a report. KS publishes no such call: this one is assumed, and is
 * what the stand-in takes.
 */
final class TestMode implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LONGEST_ANSWER_BYTES = 1L << 20;

  private final URI url;
  private final DirectCalls calls;

  /**
   * The account that the test recipient has at the portal.
   *
   * @param username as at every other call
   * @param password as at every other call
   */
  record Account(@Nullable String username, @Nullable String password) {

    private @Nullable String authorization() {
      return username == null
          ? null
          : "Basic "
              + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
    }

    /** Never the credentials. */
    @Override
    public String toString() {
      return "Account";
    }
  }

  TestMode(URI url, Account account, InstantSource clock) {
    this.url = url;
    this.calls =
        new DirectCalls(
            new BoundedCalls(
                DEADLINE, CONNECT, LONGEST_ANSWER_BYTES, account.authorization(), null),
            clock);
  }

  /**
   * @param reportId what {@code eksternRef} is to be
   * @throws IOException when it is not known to be sent
   */
  void send(String reportId) throws IOException {
    HttpAnswer answer =
        calls.post(
            url.toString(),
            new StringEntity("{\"eksternRef\":\"" + reportId + "\"}", ContentType.APPLICATION_JSON),
            Map.of());
    if (!answer.isSuccess()) {
      throw new IOException("HTTP " + answer.status());
    }
  }

  @Override
  public void close() throws IOException {
    calls.close();
  }
}
