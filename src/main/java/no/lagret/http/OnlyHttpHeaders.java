package no.lagret.http;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Nothing of the gateway's own headers goes out over HTTP (they hold digests, and the case system
 * is never told what it must compute), and of an answer's headers only those come in that are read.
 * A {@code CamelHttpUri} sent by the other side (CVE-2026-78164) ends here.
 */
public final class OnlyHttpHeaders implements HeaderFilterStrategy {

  private static final Set<String> OUT = Set.of("accept");
  private static final Set<String> IN = Set.of("content-type", "date", "retry-after");

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OUT.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !IN.contains(name.toLowerCase(Locale.ROOT));
  }
}
