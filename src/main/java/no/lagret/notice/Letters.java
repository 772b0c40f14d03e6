package no.lagret.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.lagret.alert.Severity;
import no.lagret.notice.Notice.Kind;

/** E-mails of other modules, kept and tried as notices are until the mail server takes them. */
public final class Letters {

  private final NoticeTable notices;
  private final MailSettings mail;
  private final Locale language;

  Letters(NoticeTable notices, MailSettings mail, Locale language) {
    this.notices = notices;
    this.mail = mail;
    this.language = language;
  }

  /** Whether there is a mail server to send by. */
  public boolean canBeSent() {
    return mail.isSet();
  }

  /** In which notices are written. */
  public Locale language() {
    return language;
  }

  /**
   * Queues one, durably; what was queued under the same id before is not queued again.
   *
   * @param id unique among letters of the last 90 days
   * @param to addresses
   * @param text without personal data
   */
  public void send(String id, List<String> to, String title, String text, Instant now) {
    List<String> head = new ArrayList<>(List.of(title));
    head.addAll(to);
    notices.insert(
        new Notice(id, Kind.LETTER, null, "", Severity.NOTICE, 0, head, text, now, now),
        NoticeChannel.MAIL,
        false,
        now);
  }
}
