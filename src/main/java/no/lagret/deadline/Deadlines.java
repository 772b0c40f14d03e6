package no.lagret.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import no.lagret.ledger.DispatchRow;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;

/**
 * The clocks of each dispatch, from the time at which the portal says it was sent; where it gives
 * none, from its reception. Days are days in Norway: when the clocks are changed meanwhile, one of
 * them is an hour longer or shorter.
 */
public final class Deadlines {

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  private final DeadlineSettings settings;
  private final PaperClock paper;
  private final PerRecipient<Duration> retention;

  Deadlines(DeadlineSettings settings, PaperClock paper, PerRecipient<Duration> retention) {
    this.settings = settings;
    this.paper = paper;
    this.retention = retention;
  }

  /** Those that run for it, in the order of their kinds. */
  public List<Deadline> of(DispatchRow row) {
    Dispatch dispatch = row.dispatch();
    Instant sent = sent(dispatch);
    List<Deadline> all = new ArrayList<>();
    if (isUnstored(row)) {
      all.add(new Deadline(Deadline.Kind.STORE, sent.plus(settings.ageCritical())));
    }
    if (!row.state().isFinal()) {
      all.add(new Deadline(Deadline.Kind.PAPER, paper.paperAt(dispatch)));
    }
    Instant confirmed = row.confirmedAt();
    if (confirmed != null) {
      Duration kept =
          retention.find(dispatch.recipient()).orElse(PortalRetention.UNLESS_SET_OTHERWISE);
      all.add(new Deadline(Deadline.Kind.PORTAL_COPY, confirmed.plus(kept)));
    }
    all.add(new Deadline(Deadline.Kind.REVIEW, days(sent, settings.review())));
    all.add(new Deadline(Deadline.Kind.FEEDBACK, days(sent, settings.feedback())));
    return List.copyOf(all);
  }

  /** Whether the case system is not known to hold it. */
  static boolean isUnstored(DispatchRow row) {
    return row.state() == ReportState.QUEUED
        || row.state() == ReportState.AWAITING_RECEIPT
        || row.state() == ReportState.DEAD;
  }

  static Instant sent(Dispatch dispatch) {
    return dispatch.sentAt() == null ? dispatch.receivedAt() : dispatch.sentAt();
  }

  private static Instant days(Instant sent, int days) {
    return sent.atZone(NORWAY).plusDays(days).toInstant();
  }
}
