package no.lagret.delivery;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;

/** The receipts of one recipient that settle nothing: kept where they are, counted and told. */
final class OddReceipts {

  private final String recipient;
  private final Alarms alarms;
  private final Map<String, Oddity> odd = new TreeMap<>();

  /** What can be wrong with a receipt that lies there. */
  enum Oddity {
    NO_FILE("no readable file"),
    TORN("torn"),
    OTHER_REPORT("under the name of another report"),
    UNKNOWN("of no report that came through here"),
    SECOND("a second one with another journal reference");

    private final String words;

    Oddity(String words) {
      this.words = words;
    }
  }

  OddReceipts(String recipient, Alarms alarms) {
    this.recipient = recipient;
    this.alarms = alarms;
  }

  /** What was found wrong with it when it was looked at last; null where nothing was. */
  @Nullable Oddity of(String name) {
    return odd.get(name);
  }

  void found(String name, @Nullable Oddity oddity) {
    if (oddity == null) {
      odd.remove(name);
    } else {
      odd.put(name, oddity);
    }
  }

  /**
   * Their names are not ours and may say anything: they are counted, not told.
   *
   * @param lying all that lies there now
   */
  void tell(Collection<String> lying) {
    odd.keySet().retainAll(lying);
    if (odd.isEmpty()) {
      alarms.end(Condition.ODD_RECEIPTS, recipient);
      return;
    }
    Map<Oddity, Integer> counts = new EnumMap<>(Oddity.class);
    odd.values().forEach(oddity -> counts.merge(oddity, 1, Integer::sum));
    alarms.begin(
        Condition.ODD_RECEIPTS,
        recipient,
        recipient,
        null,
        "Receipts lie in "
            + Recipients.setting(recipient, "lagret.case-system.file.receipts")
            + " that settle nothing: "
            + counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().words)
                .collect(Collectors.joining(", "))
            + ". They are kept. Ask the vendor of the case system what they are.");
  }
}
