package no.lagret.broker;

import java.util.List;

/** The broker would let messages vanish, so the gateway does not start on it. */
public final class BrokerBreaksRules extends RuntimeException {

  BrokerBreaksRules(List<String> broken) {
    super(
        "The broker would let reports vanish. These rules do not hold:"
            + broken.stream().limit(6).map(rule -> "\n  - " + rule).reduce("", String::concat)
            + (broken.size() > 6 ? "\n  - and " + (broken.size() - 6) + " more" : ""));
  }
}
