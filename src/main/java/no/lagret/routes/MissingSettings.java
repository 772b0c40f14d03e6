package no.lagret.routes;

import java.util.List;

/** The gateway does not pretend: without a portal and a case system it does not start. */
public final class MissingSettings extends RuntimeException {

  MissingSettings(List<String> names) {
    super(
        "Lagret lacks settings: "
            + String.join(", ", names)
            + ". No report would come in, or none could be stored.");
  }
}
