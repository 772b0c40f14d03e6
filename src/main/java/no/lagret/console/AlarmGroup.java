package no.lagret.console;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;

/**
 * Alarms of one kind that stand together.
 *
 * @param condition theirs
 * @param severity of the most serious
 * @param alarms oldest first
 */
record AlarmGroup(Condition condition, Severity severity, List<AlarmJson> alarms) {

  /** The most serious first, then the one that began first. */
  static List<AlarmGroup> of(List<AlarmJson> alarms) {
    Map<Condition, List<AlarmJson>> byCondition =
        alarms.stream()
            .collect(
                Collectors.groupingBy(
                    AlarmJson::condition, LinkedHashMap::new, Collectors.toList()));
    return byCondition.entrySet().stream()
        .map(group -> new AlarmGroup(group.getKey(), worst(group.getValue()), group.getValue()))
        .sorted(Comparator.comparing(AlarmGroup::severity).reversed())
        .toList();
  }

  private static Severity worst(List<AlarmJson> alarms) {
    return alarms.stream()
        .map(AlarmJson::severity)
        .max(Severity::compareTo)
        .orElse(Severity.NOTICE);
  }
}
