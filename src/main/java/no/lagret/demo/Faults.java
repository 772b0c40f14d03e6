package no.lagret.demo;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults that any server can have, whatever was asked. */
final class Faults {

  /** These do what was asked and spoil only the way of the answer. */
  private static final Set<String> GOOD_ANSWER = Set.of("normal", "slow", "drip", "cut");

  static final Set<String> KINDS =
      Set.of(
          "normal",
          "slow",
          "drip",
          "cut",
          "status",
          "problem",
          "html",
          "redirect",
          "hang",
          "drop",
          "drop-after",
          "hang-after",
          "reset",
          "broken-http",
          "empty",
          "not-json",
          "endless");

  private Faults() {}

  /**
   * Answers as the behaviour says. {@code act} does what was asked: for a good answer, and with
   * {@code "act": true} (or {@code …-after}) before any other.
   */
  static Answer answer(@Nullable Behaviour behaviour, Supplier<Answer> act) {
    if (behaviour == null) {
      return act.get();
    }
    boolean good = GOOD_ANSWER.contains(behaviour.kind());
    Answer acted = null;
    if (good || behaviour.flag("act") || behaviour.kind().endsWith("-after")) {
      acted = act.get();
    }
    Answer answer = good && acted != null ? acted : bad(behaviour);
    return answer.with(manner(behaviour, answer)).with(behaviour.headers());
  }

  private static Answer bad(Behaviour behaviour) {
    int status = behaviour.number("status", 500);
    String detail = behaviour.text("detail", InventedPerson.DETAIL);
    return switch (behaviour.kind()) {
      case "status" ->
          behaviour.has("body")
              ? Answer.text(
                  status, behaviour.text("contentType", "text/plain"), behaviour.text("body", ""))
              : Answer.empty(status);
      case "problem" ->
          Answer.problem(
              behaviour.number("status", 422),
              behaviour.text("type", "about:blank"),
              behaviour.text("title", "Avvist: " + InventedPerson.NAME),
              detail);
      case "html" ->
          Answer.text(
              behaviour.number("status", 200),
              "text/html;charset=utf-8",
              "<!doctype html><title>Logg inn</title><form><input type=password></form>");
      case "redirect" ->
          Answer.empty(behaviour.number("status", 302))
              .with(
                  List.of(
                      new Header(
                          "Location", behaviour.text("location", "http://127.0.0.1:9/login"))));
      case "empty" -> Answer.empty(behaviour.number("status", 201));
      case "not-json" ->
          Answer.text(
              behaviour.number("status", 200), "application/json", "{\"lagret\": ja, tror jeg");
      case "endless" ->
          Answer.text(behaviour.number("status", 200), "application/json", "{\"filer\": [");
      default -> Answer.empty(200);
    };
  }

  private static Manner manner(Behaviour behaviour, Answer answer) {
    long millis =
        behaviour.has("millis")
            ? behaviour.number("millis", 0)
            : 1000L * behaviour.number("seconds", 3600);
    return switch (behaviour.kind()) {
      case "slow" -> new Manner(Manner.Kind.SLOW, millis);
      case "drip" -> new Manner(Manner.Kind.DRIP, behaviour.number("millis", 200));
      case "cut" ->
          new Manner(Manner.Kind.CUT, behaviour.number("bytes", answer.body().length / 2));
      case "hang", "hang-after" -> new Manner(Manner.Kind.HANG, millis);
      case "drop", "drop-after" -> new Manner(Manner.Kind.DROP, 0);
      case "reset" -> new Manner(Manner.Kind.RESET, 0);
      case "broken-http" -> new Manner(Manner.Kind.BROKEN, 0);
      case "endless" ->
          new Manner(Manner.Kind.ENDLESS, behaviour.number("bytes", Integer.MAX_VALUE));
      default -> Manner.WHOLE;
    };
  }
}
