package no.lagret.testing;

import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** What one of several recipients is given, as a test gives it. */
public final class RecipientSettings {

  private RecipientSettings() {}

  /**
   * With its own portal, which is asked twice a second.
   *
   * @param more what else it has, as {@code case-system.http.token=…}
   * @return each as {@code lagret.recipients.<name>.<setting>=<value>}
   */
  public static Stream<String> of(String name, Portal portal, Stream<String> more) {
    return Stream.concat(
            Stream.of(
                "recipient.organisation-number=910000002",
                "recipient.name=" + StringUtils.capitalize(name) + " bydel",
                "keys.private[0]=" + portal.privateKey(),
                "keys.certificate=" + portal.certificate(),
                "portal.svarinn.base-url=" + portal.baseUrl(),
                "portal.svarinn.username=" + portal.username(),
                "portal.svarinn.password=" + portal.password(),
                "portal.svarinn.poll-interval=300ms",
                "portal.svarinn.response-timeout=3s"),
            more)
        .map(setting -> "lagret.recipients." + name + "." + setting);
  }

  /** With a case system that imports from a folder. */
  public static Stream<String> of(
      String name, Portal portal, FolderCaseSystem caseSystem, String receiptTimeout) {
    return of(
        name,
        portal,
        Stream.of(
            "case-system.file.outbox=" + caseSystem.outbox(),
            "case-system.file.receipts=" + caseSystem.receipts(),
            "case-system.file.receipt-timeout=" + receiptTimeout));
  }
}
