package no.lagret.delivery;

import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;

/** A channel that may keep a report's bytes apart from the message that tells of them. */
public interface PortalPayloads {

  /** The channel it speaks for. */
  Channel channel();

  /**
   * Fetches them.
   *
   * @param dispatch whose they are
   * @param pointer what the message said of where they lie
   * @throws ClassifiedFailure OUTAGE when they are not to be had now
   */
  byte[] fetch(Dispatch dispatch, String pointer) throws ClassifiedFailure;
}
