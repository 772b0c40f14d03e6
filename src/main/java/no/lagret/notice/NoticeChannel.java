package no.lagret.notice;

import java.time.Duration;
import no.lagret.alert.Severity;

/**
 * One way to people.
 *
 * @param name as it stands in tables and alarms
 * @param route the endpoint at which the route folder takes its notices
 * @param after how long the channels before it have had; zero for at once
 * @param least how serious an alarm must be
 * @param offHoursLeast the same outside of office hours
 */
record NoticeChannel(
    String name, String route, Duration after, Severity least, Severity offHoursLeast) {

  static final String MAIL = "mail";
  static final String ESCALATION = "mail-escalation";
  static final String WEBHOOK = "webhook";
  static final String SYSLOG = "syslog";

  /** Whether it waits for others to have seen it. */
  boolean escalates() {
    return !after.isZero();
  }
}
