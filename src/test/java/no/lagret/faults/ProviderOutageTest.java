package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody needs the identity provider but those who sign in by it. */
class ProviderOutageTest {

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @TempDir Path folder;

  @Test
  void startsAndDeliversWhileTheProviderIsDownAndLetsPeopleInOnceItIsBack() throws Exception {
    int port = freePort();
    try (Portal portal = Portal.start(folder);
        CaseSystem caseSystem = CaseSystem.start(folder);
        Gateway gateway =
            Gateway.start(folder, portal, caseSystem, by("http://localhost:" + port))) {

      InventedReport report = portal.offers(InventedReport.ofSize(2_000));
      portal.waitsForConfirmationOf(report);
      HttpResponse<String> down = begin(gateway);
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).contains("Påloggingstjenesten svarer ikke");

      MockOAuth2Server provider = new MockOAuth2Server();
      provider.start(port);
      try {
        assertThat(begin(gateway).statusCode()).as("asked again after ten seconds").isEqualTo(503);
        gateway.clock().runsAheadBy(Duration.ofSeconds(11));
        assertThat(begin(gateway).statusCode()).isEqualTo(302);
      } finally {
        provider.shutdown();
      }
    }
  }

  private HttpResponse<String> begin(Gateway gateway) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(gateway.baseUrl() + "/oauth2/authorization/kommune"))
            .header("Accept", "text/html")
            .build(),
        BodyHandlers.ofString());
  }

  private static String[] by(String provider) {
    String client = "spring.security.oauth2.client.";
    return new String[] {
      client + "registration.kommune.client-id=lagret",
      client + "registration.kommune.client-secret=secret",
      client + "registration.kommune.scope=openid",
      client + "provider.kommune.issuer-uri=" + provider + "/kommune",
      "lagret.oidc.role-claim=roles",
      "lagret.oidc.roles.drift=operator"
    };
  }

  /** On which nothing answers. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
