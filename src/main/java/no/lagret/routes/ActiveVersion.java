package no.lagret.routes;

import org.jspecify.annotations.Nullable;

/**
 * Which version of the route folders runs. Each is named by the hex digest of its files.
 *
 * @param digest of the one that runs
 * @param before the one that ran before it; null where there is none to go back to
 * @param leftBehind the one that somebody went back from: it is not taken up again by itself
 */
public record ActiveVersion(String digest, @Nullable String before, @Nullable String leftBehind) {

  /** The next one, which can be gone back from. */
  public ActiveVersion then(String next) {
    return new ActiveVersion(next, digest, null);
  }

  /** The one before; null where there is none. */
  public @Nullable ActiveVersion back() {
    return before == null ? null : new ActiveVersion(before, null, digest);
  }
}
