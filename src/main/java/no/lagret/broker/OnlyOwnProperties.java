package no.lagret.broker;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets only the gateway's own properties travel over the queues. Above all the broker's duplicate
 * id stays behind: Camel would copy it on, and a later queue would refuse the report.
 */
final class OnlyOwnProperties implements HeaderFilterStrategy {

  private static final String OWN = "Lagret";
  private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !name.startsWith(OWN) && !name.equals(DUPLICATE_ID);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !name.startsWith(OWN);
  }
}
