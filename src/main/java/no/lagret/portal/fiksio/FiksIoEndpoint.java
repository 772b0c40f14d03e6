package no.lagret.portal.fiksio;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** The messages that KS pushes to one account. */
final class FiksIoEndpoint extends DefaultEndpoint {

  private final String recipient;
  private final @Nullable Subscription subscription;

  FiksIoEndpoint(
      String uri,
      FiksIoComponent component,
      String recipient,
      @Nullable Subscription subscription) {
    super(uri, component);
    this.recipient = recipient;
    this.subscription = subscription;
  }

  @Override
  public Consumer createConsumer(Processor route) {
    return new FiksIoConsumer(this, route, recipient, subscription);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "Nothing is sent to fiks-io:messages: use fiks-io:confirm");
  }
}
