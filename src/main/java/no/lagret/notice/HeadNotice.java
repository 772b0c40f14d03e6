package no.lagret.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import no.lagret.alert.Severity;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerHead;
import no.lagret.notice.Notice.Kind;
import no.lagret.pulse.DailyTime;
import org.jspecify.annotations.Nullable;

/**
 * Sends the last hash of the ledger out of the machine once a day: whoever changed the ledger later
 * cannot change that.
 */
final class HeadNotice {

  private static final Duration KEPT = Duration.ofDays(90);

  private final Ledger ledger;
  private final Outbox outbox;
  private final NoticeTable notices;
  private final DailyTime daily;
  private @Nullable LocalDate done;

  HeadNotice(Ledger ledger, Outbox outbox, NoticeTable notices, LocalTime time) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.notices = notices;
    this.daily = new DailyTime(time);
  }

  /**
   * Adds today's, once its time has come; after a time without the gateway that of the day before,
   * as soon as it can.
   */
  void write(Instant now) {
    LocalDate day = daily.due(now);
    if (day.equals(done)) {
      return;
    }
    LedgerHead head = ledger.head();
    if (head.seq() > 0) {
      outbox.add(
          new Notice(
              "head-" + day,
              Kind.HEAD,
              null,
              "",
              Severity.NOTICE,
              head.seq(),
              List.of(head.hash()),
              "",
              now,
              now));
      notices.forget(now.minus(KEPT));
      done = day;
    }
  }
}
