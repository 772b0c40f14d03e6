package no.lagret.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.report.ClassifiedFailure;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports whose bytes lie apart at the portal and were not to be had when the message came: what is
 * queued is where they lie, until they come.
 */
public final class Fetches {

  private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

  private final List<PortalPayloads> portals;
  private final NewCopies copies;
  private final Unsealing unsealing;
  private final Alarms alarms;

  Fetches(List<PortalPayloads> portals, NewCopies copies, Unsealing unsealing, Alarms alarms) {
    this.portals = portals;
    this.copies = copies;
    this.unsealing = unsealing;
    this.alarms = alarms;
  }

  /**
   * Fetches the bytes that the message points to and makes of them the message for {@code
   * lagret.reports}.
   *
   * @throws ClassifiedFailure OUTAGE when they are not to be had now; DAMAGED when the pointer is
   *     not what intake put there
   */
  public void fetch(Exchange exchange) throws ClassifiedFailure {
    QueuedReport pointing = QueuedReport.received(exchange);
    unsealing.checkStamp(pointing.dispatch(), pointing.stamp(), pointing.body());
    for (PortalPayloads portal : portals) {
      if (portal.channel() == pointing.dispatch().channel()) {
        byte[] bytes = portal.fetch(pointing.dispatch(), new String(pointing.body(), UTF_8));
        NewCopies.NewCopy copy = copies.again(pointing.dispatch(), bytes, pointing.attempts());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeaders(copy.properties());
        exchange.getMessage().setBody(copy.body());
        alarms.end(Condition.FETCH_FAILED, pointing.dispatch().dispatchId());
        LOG.info("{} is fetched whole and queued, {} bytes", copy.dispatch(), bytes.length);
        return;
      }
    }
    throw new IllegalStateException("No channel fetches for " + pointing.dispatch());
  }
}
