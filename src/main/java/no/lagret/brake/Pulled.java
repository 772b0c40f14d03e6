package no.lagret.brake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A brake that is on.
 *
 * @param since when it was pulled
 * @param by the user who did; null where a setting did
 */
public record Pulled(Instant since, @Nullable String by) {

  @Override
  public String toString() {
    return "since " + since + " by " + (by == null ? "a setting" : by);
  }
}
