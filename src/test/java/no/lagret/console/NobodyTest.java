package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ConsoleTest
class NobodyTest {

  @LocalServerPort int port;

  @Test
  void answersNothingButLivenessWithoutConfiguredUsers() {
    Caller caller = new Caller(port);

    assertThat(caller.send(caller.to("/actuator/health/liveness")).statusCode()).isEqualTo(200);
    for (String path :
        new String[] {
          "/",
          "/login",
          "/logout",
          "/api/summary",
          "/actuator/health",
          "/actuator/health/readiness",
          "/actuator/prometheus",
          "/error",
          "/default-ui.css"
        }) {
      assertThat(caller.send(caller.to(path)).statusCode()).as(path).isEqualTo(401);
      assertThat(caller.get("user", path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(
            caller
                .send(caller.to("/api/dead-letters/redeliver").POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(401);
  }
}
