package no.lagret.console;

import java.net.InetAddress;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;

/** Refuses to listen where passwords would travel readable. */
final class ListeningAddress
    implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {

  private final ServerProperties server;
  private final HttpSettings http;

  ListeningAddress(ServerProperties server, HttpSettings http) {
    this.server = server;
    this.http = http;
  }

  @Override
  public void customize(ConfigurableServletWebServerFactory factory) {
    InetAddress address = server.getAddress();
    boolean onlyThisMachine = address != null && address.isLoopbackAddress();
    if (!onlyThisMachine && !Ssl.isEnabled(server.getSsl()) && http.trustedProxy() == null) {
      throw new RefusedSetting(
          "server.address is "
              + (address == null ? "every address" : address.getHostAddress())
              + ", which others can reach, but nothing encrypts: passwords would travel readable.",
          "Set server.ssl.*, or lagret.http.trusted-proxy to the IP address of the proxy that"
              + " speaks TLS for it, or leave server.address at 127.0.0.1.");
    }
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
