package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a report's JSON, with the traps that KS's forms have. */
class FormTest {

  @Test
  void readsWhoTheReportIsForAndWhenItWasSent() {
    Form form =
        read(
            """
            {"kommunenummer": "9999", "kommunenavn": "Testvik", "bydelsnummer": "07",
             "sendingstidspunkt": "2026-07-16T13:29:33", "leveringskanal": "FIKS_IO",
             "privatMelder": {"personnavn": "Oppdiktet", "telefonnummer": ""},
             "privatBarn": [], "melding": "En linje\nog en til"}""");

    assertThat(form)
        .isEqualTo(new Form("9999", "07", "privat", Instant.parse("2026-07-16T11:29:33Z"), false));
  }

  @Test
  void tellsThePublicFormByItsFields() {
    assertThat(read("{\"offentligMelder\": {}, \"offentligBarn\": [{}]}").senderType())
        .isEqualTo("offentlig");
    assertThat(read("{\"offentligMelder\": {}, \"privatMelder\": {}}").senderType()).isNull();
  }

  /** The portal writes Norwegian local time; an hour that is there twice is read as the first. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-16T13:29:33, 2026-01-16T12:29:33Z",
    "2026-07-16T13:29:33, 2026-07-16T11:29:33Z",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
    "2026-03-29T02:30:00, 2026-03-29T01:30:00Z"
  })
  void countsTheTimeAsNorwegian(String local, Instant instant) {
    assertThat(read("{\"sendingstidspunkt\": \"" + local + "\"}").sentAt()).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "no JSON at all",
        "{\"kommunenummer\": {\"a\": 1}, \"sendingstidspunkt\": 7}",
        "{\"kommunenummer\": \"Oslo\", \"bydelsnummer\": \"seven\", \"sendingstidspunkt\": \"i dag\"}",
        "{\"sendingstidspunkt\": \"2026-07-16T13:29:33+02:00\"}"
      })
  void readsNothingOfWhatIsOddAndSaysSo(String json) {
    assertThat(read(json)).isEqualTo(new Form(null, null, null, null, true));
  }

  private static Form read(String json) {
    return Form.read(json.getBytes(UTF_8));
  }
}
