package no.lagret.portal.svarinn;

import java.io.IOException;
import java.time.Clock;
import no.lagret.http.DirectCalls;
import no.lagret.http.NoAnswer;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;

/** Whether each recipient's account at the portal can be used as the gateway would use it. */
public final class PortalReach {

  private PortalReach() {}

  /**
   * Asks for the list of waiting dispatches; fetches and confirms nothing.
   *
   * @return how many wait
   * @throws ClassifiedFailure when the portal does not give its list
   */
  public static int check(Recipients recipients, String recipient) throws ClassifiedFailure {
    SvarinnSettings settings =
        recipients.settings("portal.svarinn", SvarinnSettings.class).of(recipient);
    try (DirectCalls calls =
        new DirectCalls(SvarinnConfiguration.calls(settings), Clock.systemUTC())) {
      String url = settings.baseUrl().toString().replaceAll("/+$", "") + SvarinnClient.LIST;
      return PortalList.read(SvarinnClient.ok(calls.get(url)).body()).dispatches().size();
    } catch (IOException e) {
      throw SvarinnClient.outage(NoAnswer.code(e), "The portal does not answer").because(e);
    }
  }
}
