package no.lagret.casesystem;

import java.time.Clock;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;

/** Whether each recipient's case system can be reached as the gateway would reach it. */
public final class CaseSystemReach {

  private CaseSystemReach() {}

  /**
   * Looks a random id up, and changes nothing.
   *
   * @throws ClassifiedFailure when it does not answer as its contract says
   */
  public static void check(Recipients recipients, String recipient) throws ClassifiedFailure {
    CaseSystemSettings settings =
        recipients.settings("case-system", CaseSystemSettings.class).of(recipient);
    if (settings.file() != null) {
      new CaseFolder(settings.file()).probe();
      return;
    }
    CaseSystemSettings.Http http = settings.overHttp();
    try (HttpReadBack readBack =
        new HttpReadBack(
            http.baseUrl(),
            CaseSystemConfiguration.calls(http),
            new Answers(http.problemTypes()),
            Clock.systemUTC())) {
      readBack.probe();
    }
  }
}
