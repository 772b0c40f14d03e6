package no.lagret.portal.svarinn;

import org.jspecify.annotations.Nullable;

/**
 * A dispatch on its way in.
 *
 * @param listed what the portal says of it
 * @param generation which copy this will be
 * @param bytes as fetched, once they are
 */
record Taking(Listed listed, int generation, byte @Nullable [] bytes) {

  Taking with(byte[] fetched) {
    return new Taking(listed, generation, fetched);
  }

  /** Ids only. */
  @Override
  public String toString() {
    return "dispatch " + listed.dispatchId();
  }
}
