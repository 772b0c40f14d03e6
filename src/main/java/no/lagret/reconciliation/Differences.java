package no.lagret.reconciliation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes in what was found: what is new, what still stands, what is well again. */
final class Differences {

  private final DifferenceTable table;
  private final DifferenceAlarms alarms;
  private final InstantSource clock;

  Differences(DifferenceTable table, DifferenceAlarms alarms, InstantSource clock) {
    this.table = table;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * What is to be written and told.
   *
   * @param found now
   * @param fresh those that did not stand before
   * @param standing those that did and do
   * @param well those that did and do not
   */
  record Change(
      Collection<Found> found,
      List<DifferenceTable.New> fresh,
      List<Difference> standing,
      List<Difference> well) {

    int differences(int stoodBefore) {
      return stoodBefore + fresh.size() - well.size();
    }
  }

  List<Difference> standing(String recipient) {
    return table.standing(recipient);
  }

  Change change(
      String recipient,
      List<Difference> before,
      Map<String, Found> found,
      Function<Found, @Nullable Instant> askBy,
      Function<Found, Instant> lastMoved,
      Predicate<Difference> isWell) {
    Map<String, Instant> accepted = table.settledByPersons(recipient);
    Map<String, Difference> known =
        before.stream().collect(Collectors.toMap(Difference::key, d -> d, (a, b) -> a));
    List<DifferenceTable.New> fresh = new ArrayList<>();
    for (Found each : found.values()) {
      Instant settled = accepted.get(each.key());
      boolean stays = settled != null && !lastMoved.apply(each).isAfter(settled);
      if (!known.containsKey(each.key()) && !stays) {
        fresh.add(new DifferenceTable.New(each, askBy.apply(each)));
      }
    }
    List<Difference> standing = new ArrayList<>();
    List<Difference> well = new ArrayList<>();
    for (Difference each : before) {
      if (found.containsKey(each.key())) {
        standing.add(each);
      } else if (isWell.test(each)) {
        well.add(each);
      }
    }
    return new Change(found.values(), fresh, standing, well);
  }

  /** Within the caller's transaction. */
  void write(String recipient, Change change, Map<String, Found> found) {
    Instant now = clock.instant();
    table.add(recipient, change.fresh(), now);
    table.seen(change.standing(), found, now);
    table.seenWell(change.well(), now);
  }

  /** What stands is raised, again where it was raised before; what does not is ended. */
  void tell(String recipient) {
    List<Difference> standing = table.standing(recipient);
    for (Difference each : standing) {
      alarms.stands(
          recipient,
          new Found(each.kind(), each.subject(), each.reportId(), each.dispatchId(), each.at(), 1),
          each.askBy());
    }
    Arrays.stream(DifferenceKind.values())
        .filter(kind -> standing.stream().noneMatch(each -> each.kind() == kind))
        .forEach(kind -> alarms.noneOf(recipient, kind));
  }

  void ended(Change change) {
    change.well().forEach(alarms::settled);
  }
}
