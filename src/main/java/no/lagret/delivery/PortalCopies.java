package no.lagret.delivery;

import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;

/** What a channel can still give of a dispatch that was taken before. */
public interface PortalCopies {

  /** The channel it speaks for. */
  Channel channel();

  /**
   * Fetches the dispatch once more.
   *
   * @return the sealed bytes as they came now, or null when the portal does not list it any more
   * @throws ClassifiedFailure OUTAGE when the portal cannot be asked now
   */
  byte @Nullable [] fetchAgain(Dispatch dispatch) throws ClassifiedFailure;
}
