package no.lagret.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.notice.Notice.Kind;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a notice reads in each channel. */
class NoticesTest {

  private static final Instant SINCE = Instant.parse("2026-11-23T08:00:00Z");

  private static <T> T settings(Class<T> type, String prefix, Map<String, Object> given) {
    return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate(prefix, type);
  }

  private static NoticeText text(String language) {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasename("no.lagret.console.words");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    words.setAlwaysUseMessageFormat(true);
    return new NoticeText(
        words,
        settings(
            NoticeSettings.class, "lagret.alerts", Map.of("lagret.alerts.language", language)));
  }

  private static Notice notice(Kind kind, Condition condition, String subject, String text) {
    return new Notice(
        "n-1",
        kind,
        condition,
        "nordstrand",
        Severity.CRITICAL,
        8,
        List.of(subject, "b"),
        text,
        SINCE,
        SINCE.plusSeconds(60));
  }

  private static JsonNode webhook(String form, Notice notice) {
    Notices notices =
        new Notices(
            text("nb"),
            settings(MailSettings.class, "lagret.alerts.mail", Map.of()),
            settings(
                WebhookSettings.class,
                "lagret.alerts.webhook",
                Map.of("lagret.alerts.webhook.form", form)),
            new SyslogMessage(16, "host", 1, text("nb")));
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(Notices.NOTICE, notice);
    notices.asWebhook(exchange);
    return JsonMapper.shared().readTree(exchange.getMessage().getBody(byte[].class));
  }

  @Test
  void readForSlackWithItsOwnSignsEscaped() {
    Notice notice = notice(Kind.BEGAN, Condition.LATE, "a<b", "Wait & <see>.");

    assertThat(webhook("SLACK", notice).path("text").asString(""))
        .startsWith("*[Lagret] En melding er sen (nordstrand)*\n")
        .contains("Gjelder: a&lt;b, b og 6 til")
        .contains("Wait &amp; &lt;see&gt;.");
  }

  @Test
  void readForTeamsAsACardAndPlainlyForPrograms() {
    Notice notice = notice(Kind.RAISED, Condition.LATE, "a", "Settle it.");

    JsonNode card =
        webhook("TEAMS", notice).path("attachments").path(0).path("content").path("body");
    assertThat(card.path(0).path("text").asString("")).startsWith("[Lagret] Mer alvorlig: ");
    assertThat(card.path(1).path("text").asString(""))
        .contains("\n\nHvor viktig: Haster\n\n")
        .contains("23.11.2026 kl. 09:00 CET");
    JsonNode plain = webhook("JSON", notice);
    assertThat(plain.path("condition").asString("")).isEqualTo("LATE");
    assertThat(plain.path("count").asInt()).isEqualTo(8);
    assertThat(plain.path("subjects").valueStream().map(JsonNode::asString))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nb", "nn", "en"})
  void tellOfEveryConditionAndKindInEveryLanguage(String language) {
    NoticeText text = text(language);
    for (Condition condition : Condition.values()) {
      for (Kind kind : Kind.values()) {
        Notice notice = notice(kind, kind == Kind.HEAD ? null : condition, "a", "Do it.");
        assertThat(text.title(notice)).startsWith("[Lagret] ").doesNotContain("\n", "{");
        assertThat(text.body(notice)).endsWith(".\n").doesNotContain("{", "!");
      }
    }
  }

  @Test
  void doNotRepeatWhatSomebodyTypedAsAUserName() {
    Notice notice = notice(Kind.BEGAN, Condition.SIGN_IN_LOCKED, "min hemmelighet", "Ask.");

    assertThat(text("nb").body(notice)).doesNotContain("hemmelighet");
    assertThat(webhook("JSON", notice).toString()).doesNotContain("hemmelighet");
    assertThat(new SyslogMessage(16, "host", 1, text("nb")).line(notice))
        .doesNotContain("hemmelighet");
  }

  @Test
  void areOneLineOfSyslogWhateverIsInThem() {
    Notice notice = notice(Kind.ENDED, Condition.LATE, "a\r\nb", "x");

    assertThat(new SyslogMessage(4, "a host", 7, text("nb")).line(notice))
        .matches("<38>1 2026-11-23T08:01:00Z ahost lagret 7 LATE - \uFEFFENDED [^\\p{Cntrl}]+");
  }
}
