package no.lagret.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets a history happen. */
final class Replay {

  private Replay() {}

  /**
   * Day by day, with new stand-ins.
   *
   * @param directory an existing one, for all that they keep
   * @return what became of each municipality's reports
   */
  static List<Outcome> of(
      History history,
      List<Municipality> municipalities,
      Path directory,
      Function<List<Town>, Way> between) {
    List<Town> towns =
        municipalities.stream().map(each -> new Town(each, directory)).collect(Collectors.toList());
    try (Way way = between.apply(towns)) {
      for (History.Day day : history.days()) {
        towns.forEach(town -> town.begins(day));
        way.carries(day.date());
      }
      Map<String, Duration> alarms = way.alarms();
      return towns.stream().map(town -> Outcome.of(town, history, alarms)).toList();
    } finally {
      towns.forEach(Town::close);
    }
  }
}
