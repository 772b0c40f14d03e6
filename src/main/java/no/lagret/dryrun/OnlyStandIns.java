package no.lagret.dryrun;

import java.net.URI;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Sees each endpoint before it is used, those of addresses put together on the way too, and lets
 * none through that would lead out of the machine or write beside the dry run's own directory.
 */
final class OnlyStandIns implements EndpointStrategy {

  /** Those that stay within the process. */
  private static final Set<String> WITHIN =
      Set.of("direct", "jms", "scheduler", "timer", "svarinn");

  private final Set<String> authorities;

  OnlyStandIns(Set<String> authorities) {
    this.authorities = authorities;
  }

  @Override
  public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
    boolean stays =
        endpoint instanceof HttpEndpoint http
            ? isStandIn(http.getHttpUri()) || isNowhere(http.getHttpUri().getHost())
            : WITHIN.contains(scheme(endpoint))
                || endpoint instanceof MailEndpoint mail
                    && isNowhere(mail.getConfiguration().getHost());
    if (!stays) {
      throw new LeadsOut(scheme(endpoint));
    }
    return endpoint;
  }

  private boolean isStandIn(URI address) {
    return "http".equals(address.getScheme()) && authorities.contains(address.getAuthority());
  }

  private static String scheme(Endpoint endpoint) {
    return endpoint.getEndpointUri().replaceFirst(":.*", "");
  }

  /** The name that stands where no setting does; no network knows any of that kind (RFC 2606). */
  private static boolean isNowhere(@Nullable String host) {
    return host != null && host.endsWith(".invalid");
  }

  /** A step that would reach something else than the stand-ins. The address is not said. */
  static final class LeadsOut extends IllegalArgumentException {
    LeadsOut(String scheme) {
      super("a step of " + scheme + ": would lead out of the dry run");
    }
  }
}
