package no.lagret.notice;

import no.lagret.alert.Alarm;
import no.lagret.alert.Condition;

/**
 * What alarms are told together.
 *
 * @param condition theirs
 * @param recipient the configured name of the recipient, or empty
 */
record Topic(Condition condition, String recipient) {

  static Topic of(Alarm alarm) {
    return new Topic(alarm.condition(), alarm.recipient() == null ? "" : alarm.recipient());
  }
}
