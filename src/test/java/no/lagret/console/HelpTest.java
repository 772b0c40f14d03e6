package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import no.lagret.report.DeadLetterReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The operator's manual in the console. */
@ConsoleTest
class HelpTest {

  @LocalServerPort int port;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    Caller.areKnown(settings, "drift=viewer");
  }

  private HttpResponse<String> get(String path) {
    return new Caller(port).send(new Caller(port).as("drift", path).header("Accept", "text/html"));
  }

  @ParameterizedTest
  @EnumSource
  void explainsEveryCause(DeadLetterReason reason) {
    String topic = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');

    assertThat(get("/help").body()).contains("href=\"/help/" + topic + "\"");
    HttpResponse<String> page = get("/help/" + topic);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Hva du gjør").contains("href=\"/help\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/help/nothing", "/help/..", "/help/..%2F..%2Fwords", "/help/%2e%2e", "/help/A"})
  void showsNothingElse(String path) {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void hasOnePageTitle() {
    assertThat(get("/help").body().split("<h1", -1)).hasSize(2);
  }
}
