package no.lagret.portal.fiksio;

import org.jspecify.annotations.Nullable;

/** A message is not durable yet, and KS may not be told that it was taken. */
final class NotKept extends Exception {

  /**
   * @param why in the gateway's own words
   */
  NotKept(String why, @Nullable Throwable cause) {
    super(why, cause);
  }
}
