package no.lagret.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of a municipality's reports.
 *
 * @param liedTo how often the case system said stored without storing
 * @param gone the reports that are nowhere in the end
 * @param alarms how long it took until an alarm stood, by report
 */
record Outcome(
    Municipality municipality,
    List<History.Sent> sent,
    long liedTo,
    List<History.Sent> gone,
    Map<String, Duration> alarms) {

  static Outcome of(Town town, History history, Map<String, Duration> alarms) {
    List<History.Sent> sent = history.sentTo(town.municipality);
    return new Outcome(
        town.municipality,
        sent,
        town.caseSystem.answered().stream()
            .filter(answer -> answer.path("behaviour").asString("").equals("lie"))
            .count(),
        town.gone(sent),
        alarms);
  }
}
