package no.lagret.bench;

import java.time.Duration;

/**
 * What all that are measured have to do.
 *
 * @param reports how many, all of them listed at once
 * @param bytes of each report's PDF
 * @param answerTime after which portal and case system answer a call
 */
record Load(int reports, int bytes, Duration answerTime) {

  @Override
  public String toString() {
    return bytes / 1024 + " KiB, " + answerTime.toMillis() + " ms";
  }
}
