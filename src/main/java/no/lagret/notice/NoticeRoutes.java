package no.lagret.notice;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** The folder alerts of the routes: it brings a notice to people. */
final class NoticeRoutes {

  private static final String FOLDER = "direct://alerts-";

  private final CamelContext camel;
  private volatile @Nullable ProducerTemplate producer;

  NoticeRoutes(CamelContext camel) {
    this.camel = camel;
  }

  /** Before the gateway opens: what keeps it from that is told too. */
  void start() {
    for (Route route : camel.getRoutes()) {
      if (route.getEndpoint().getEndpointUri().startsWith(FOLDER)) {
        try {
          camel.getRouteController().startRoute(route.getRouteId());
        } catch (Exception e) {
          throw new IllegalStateException("Route " + route.getRouteId() + " does not start", e);
        }
      }
    }
  }

  /**
   * Sends it.
   *
   * @throws NotSent when it is not known to have arrived
   */
  void send(Notice notice, NoticeChannel channel) throws NotSent {
    Exchange answer =
        producer()
            .request(
                channel.route(),
                exchange -> {
                  exchange.setProperty(Notices.NOTICE, notice);
                  exchange.setProperty(Notices.CHANNEL, channel.name());
                });
    Exception failure = answer.getException();
    if (failure != null) {
      throw new NotSent(why(failure));
    }
  }

  /** Camel is not to be woken before its routes are loaded. */
  private ProducerTemplate producer() {
    ProducerTemplate known = producer;
    if (known == null) {
      known = camel.createProducerTemplate();
      producer = known;
    }
    return known;
  }

  /** Never the message: it may repeat an address or a credential. */
  private static String why(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof HttpOperationFailedException http
        ? "HTTP " + http.getStatusCode()
        : cause.getClass().getSimpleName();
  }

  /** A notice that nobody may have got. */
  static final class NotSent extends Exception {

    NotSent(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }
}
