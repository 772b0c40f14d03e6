package no.lagret.sealing;

import org.jspecify.annotations.Nullable;

/** The bytes cannot be opened by any key: no CMS, cut off, or broken. */
public final class Unreadable extends RuntimeException {

  Unreadable(String what) {
    super(what);
  }

  Unreadable(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
