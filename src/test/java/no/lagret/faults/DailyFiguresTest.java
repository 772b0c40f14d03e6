package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import no.lagret.testing.MailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The figures of the day before come by e-mail, once a day, over restarts too. */
class DailyFiguresTest extends WholeWay {

  private static final String LEADER = "leder@example.org";
  private static final String ID = "figures-";

  private final MailServer mail = MailServer.plain();

  @Override
  String[] settings() {
    return new String[] {
      "lagret.alerts.mail.host=127.0.0.1",
      "lagret.alerts.mail.port=" + mail.port(),
      "lagret.alerts.mail.security=NONE",
      "lagret.alerts.mail.from=lagret@example.org",
      "lagret.alerts.mail.to=drift@example.org",
      "lagret.figures.daily-mail-at=00:00",
      "lagret.figures.daily-mail-to=" + LEADER
    };
  }

  @AfterAll
  void closeServer() {
    mail.close();
  }

  private List<MailServer.Mail> sent() {
    return mail.mails().stream().filter(each -> each.notice().startsWith(ID)).toList();
  }

  private static LocalDate day(MailServer.Mail of) {
    return LocalDate.parse(of.notice().substring(ID.length()).substring(0, "2026-11-29".length()));
  }

  private MailServer.Mail comes(int number) {
    mail.waitsFor("figures, number " + number, each -> sent().size() >= number);
    return sent().get(number - 1);
  }

  @Test
  @BeginsAndEnds(Condition.NOTICE_FAILING)
  void comeOnceForEachDayAndNameNobody() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    MailServer.Mail first = comes(1);
    LocalDate day = day(first);
    assertThat(first.to()).containsExactly(LEADER);
    assertThat(first.subject())
        .contains(day.format(DateTimeFormatter.ofPattern("dd.MM.yyyy")))
        .startsWith("[Lagret] Bekymringsmeldinger");
    assertThat(first.text())
        .contains(
            "Hentet fra portalen: ", "Avvik som står åpne: Ikke kjent", "Sammenlignet til: Aldri");

    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    mail.isDown();
    gateway.clock().runsAheadBy(Duration.ofDays(1));
    gateway.waitsForAlarm("NOTICE_FAILING");
    mail.isUp();
    MailServer.Mail second = comes(2);
    gateway.clock().runsAheadBy(Duration.ofDays(2));
    MailServer.Mail third = comes(3);

    assertThat(List.of(first, second, third))
        .anySatisfy(
            each ->
                assertThat(each.text())
                    .contains("Hentet fra portalen: 1", "Lagret i Familia, kontrollert: 1"))
        .allSatisfy(
            each -> assertThat(each.text()).doesNotContain(report.reportId(), report.dispatchId()));
    assertThat(sent())
        .extracting(DailyFiguresTest::day)
        .containsExactly(day, day.plusDays(1), day.plusDays(2));
  }
}
