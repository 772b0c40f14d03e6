package no.lagret.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only the proxy in front and this machine: nobody else speaks TLS on the way here. What
 * was forwarded is believed of the proxy alone.
 */
final class TrustedProxy extends OncePerRequestFilter {

  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

  private final InetAddress proxy;

  /**
   * @throws RefusedSetting when it is no IP address
   */
  TrustedProxy(String address) {
    this.proxy = parse(address);
  }

  private static InetAddress parse(String address) {
    try {
      if (LITERAL.matcher(address).matches()) {
        return InetAddress.getByName(address);
      }
    } catch (UnknownHostException e) {
      // Said below.
    }
    throw new RefusedSetting(
        "lagret.http.trusted-proxy is not an IP address.",
        "Give the one address from which the proxy connects, for example 10.0.0.5.");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
    // The proxy of this machine may come by either of its two loopback addresses.
    boolean fromProxy =
        peer.equals(proxy) || (peer.isLoopbackAddress() && proxy.isLoopbackAddress());
    if (fromProxy || peer.isLoopbackAddress()) {
      chain.doFilter(new ProxysWord(request, fromProxy), response);
    } else {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
