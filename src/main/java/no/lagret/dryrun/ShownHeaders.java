package no.lagret.dryrun;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/** The headers of a message as a dry run may show them. */
final class ShownHeaders {

  /** Ids, digests, sizes, counts, times and content types. Everything else: the name alone. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "LagretRecipient",
          "LagretChannel",
          "LagretReport",
          "LagretDispatch",
          "LagretGeneration",
          "LagretStep",
          "LagretSentAt",
          "LagretReceivedAt",
          "LagretPdfSha256",
          "LagretSealedSha256",
          "LagretSealedSize",
          "LagretFirstFailureAt",
          "LagretLastFailureAt",
          "LagretLetter",
          "LagretReason",
          "LagretQueue",
          "CamelHttpMethod",
          "CamelHttpPath",
          "CamelHttpResponseCode",
          "Content-Length",
          "Content-Type",
          "Retry-After");

  /** What every message over a queue has, beside JMS's own. */
  private static final Set<String> OF_THE_BROKER =
      Set.of("CamelJMSDestinationProduced", "CamelMessageTimestamp", "CamelJmsMessageType");

  private static final String COUNT = "LagretFailed_";
  private static final int LONGEST = 100;

  private ShownHeaders() {}

  static SortedMap<String, String> of(Exchange exchange) {
    SortedMap<String, String> shown = new TreeMap<>();
    exchange
        .getMessage()
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("JMS") && !OF_THE_BROKER.contains(name)) {
                shown.put(name, shown(name, value));
              }
            });
    return shown;
  }

  private static String shown(String name, Object value) {
    if (!WITH_VALUE.contains(name) && !name.startsWith(COUNT)) {
      return "(not shown)";
    }
    String text = String.valueOf(value);
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** Those that were not there before, or with another value. */
  static SortedMap<String, String> changed(Map<String, String> before, Map<String, String> after) {
    SortedMap<String, String> changed = new TreeMap<>(after);
    changed.entrySet().removeIf(header -> header.getValue().equals(before.get(header.getKey())));
    return changed;
  }
}
