package no.lagret.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reading the whole ledger found.
 *
 * @param outcome its exit code
 * @param head the last link that holds
 * @param seq where it is broken, where that has a place
 * @param problem what is wrong; {@code null} when nothing is
 */
public record Verdict(
    Outcome outcome, LedgerHead head, @Nullable Long seq, @Nullable String problem) {

  /** In the order of their exit codes. */
  public enum Outcome {
    WHOLE,
    BROKEN,
    COULD_NOT_TELL
  }

  static Verdict whole(LedgerHead head) {
    return new Verdict(Outcome.WHOLE, head, null, null);
  }

  static Verdict broken(LedgerHead head, @Nullable Long seq, String problem) {
    return new Verdict(Outcome.BROKEN, head, seq, problem);
  }

  static Verdict couldNotTell(String problem) {
    return new Verdict(Outcome.COULD_NOT_TELL, Chain.GENESIS, null, problem);
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.name());
    json.put("events", head.seq());
    json.put("head", head.hash());
    if (seq != null) {
      json.put("seq", seq);
    }
    if (problem != null) {
      json.put("problem", problem);
    }
    return new JsonMapper().writeValueAsString(json);
  }

  String text() {
    return switch (outcome) {
      case WHOLE -> "Whole: %d events, head %s".formatted(head.seq(), head.hash());
      case BROKEN ->
          "Broken%s: %s. It holds up to seq %d. Stop the gateway, keep a copy of the file and compare it with a backup."
              .formatted(seq == null ? "" : " at seq " + seq, problem, head.seq());
      case COULD_NOT_TELL -> "Could not tell: " + problem;
    };
  }
}
