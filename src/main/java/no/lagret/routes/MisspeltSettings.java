package no.lagret.routes;

import java.util.List;

/** Settings that nothing reads. The gateway does not start as if they were not there. */
public final class MisspeltSettings extends RuntimeException {

  /**
   * @param shown a line for each, with what was meant
   * @param all how many there are
   */
  MisspeltSettings(List<String> shown, int all) {
    super(
        "Lagret does not know "
            + (all == 1 ? "this setting" : "these " + all + " settings")
            + ":\n"
            + String.join("\n", shown)
            + (all > shown.size() ? "\nand " + (all - shown.size()) + " more" : ""));
  }
}
