package no.lagret.sealing;

import org.jspecify.annotations.Nullable;

/** What should be a proof is not even one to be checked. */
public final class NoProof extends RuntimeException {

  NoProof(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
