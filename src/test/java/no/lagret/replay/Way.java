package no.lagret.replay;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

/** What stands between portal and case system. */
interface Way extends AutoCloseable {

  /** Brings all that the portals offer to the case systems, and confirms it, on that day. */
  void carries(LocalDate day);

  /** For each report that was confirmed without a store: how long until an alarm stood. */
  Map<String, Duration> alarms();

  @Override
  void close();
}
