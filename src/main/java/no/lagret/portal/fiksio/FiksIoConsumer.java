package no.lagret.portal.fiksio;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a route each report that KS pushes to one account, one at a time: its ids and type as
 * headers, its sealed bytes as what {@code fiksIoIntake.stamp} takes.
 */
final class FiksIoConsumer extends DefaultConsumer {

  /** Exchange property: whose account it came to. */
  static final String RECIPIENT = "recipient";

  private final String recipient;
  private final @Nullable Subscription subscription;
  private @Nullable Thread running;

  FiksIoConsumer(
      Endpoint endpoint, Processor route, String recipient, @Nullable Subscription subscription) {
    super(endpoint, route);
    this.recipient = recipient;
    this.subscription = subscription;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (subscription != null) {
      running = subscription.start(this::take);
    }
  }

  private void take(FiksIoTaking taking) throws Exception {
    Exchange exchange = createExchange(true);
    exchange.setProperty(RECIPIENT, recipient);
    FiksIoMessage message = taking.message();
    exchange.getMessage().setHeader("meldingType", message.type());
    exchange.getMessage().setHeader("meldingId", message.dispatchId());
    exchange.getMessage().setHeader("bekymringsmeldingId", message.reportId());
    exchange.getMessage().setBody(taking);
    getProcessor().process(exchange);
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (subscription != null && running != null) {
      subscription.stop(running);
      running = null;
    }
    super.doStop();
  }
}
