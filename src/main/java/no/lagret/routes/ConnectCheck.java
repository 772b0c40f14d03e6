package no.lagret.routes;

import java.util.ArrayList;
import java.util.List;
import no.lagret.casesystem.CaseSystemReach;
import no.lagret.portal.fiksio.FiksIoReach;
import no.lagret.portal.svarinn.PortalReach;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import org.springframework.core.env.Environment;

/** Asks both sides of each recipient, changes nothing there, and says which setting is wrong. */
final class ConnectCheck {

  private final Recipients recipients;

  ConnectCheck(Environment settings) {
    this.recipients = new Recipients(settings);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (String recipient : recipients.names()) {
      if (recipients.has(recipient, RouteFolders.PORTAL)) {
        ask(
            recipient,
            RouteFolders.PORTAL,
            () -> PortalReach.check(recipients, recipient),
            findings);
      }
      if (recipients.has(recipient, RouteFolders.PORTAL_FIKS_IO)) {
        ask(
            recipient,
            RouteFolders.PORTAL_FIKS_IO,
            () -> FiksIoReach.check(recipients, recipient),
            findings);
      }
      ask(
          recipient,
          RouteFolders.CASE_SYSTEM,
          () -> CaseSystemReach.check(recipients, recipient),
          findings);
    }
    return findings;
  }

  private interface Question {
    void ask() throws ClassifiedFailure;
  }

  private static void ask(
      String recipient, String address, Question question, List<Finding> findings) {
    try {
      question.ask();
    } catch (ClassifiedFailure e) {
      String setting = Recipients.setting(recipient, e.setting() == null ? address : e.setting());
      findings.add(
          new Finding(
              setting,
              0,
              e.getMessage() + " (" + e.code() + ")",
              setting.contains(".file.")
                  ? "Make or mount this directory, and let the gateway read and write it."
                  : "Check this setting, and from this machine the address, its port and the proxy.",
              false));
    }
  }
}
