package no.lagret.casesystem;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the case system is.
 *
 * @param http over HTTP, where that is how it is reached
 */
@ConfigurationProperties("lagret.case-system")
public record CaseSystemSettings(@Nullable Http http) {

  /**
   * A case system over HTTP.
   *
   * @param baseUrl without a slash at the end
   * @param token bearer token, where it asks for one
   * @param clientCertificate PEM, for mutual TLS
   * @param clientKey PEM, for mutual TLS
   * @param trustStore PEM certificates to trust instead of the JVM's
   * @param connectTimeout for the connection
   * @param responseTimeout for a whole call, from the first byte to the last
   * @param readBackTimeout within which a report just stored must be found
   * @param problemTypes the {@code type}s of a refusal that may be named in clear
   */
  public record Http(
      URI baseUrl,
      @Nullable String token,
      @Nullable Path clientCertificate,
      @Nullable Path clientKey,
      @Nullable Path trustStore,
      @DefaultValue("5s") Duration connectTimeout,
      @DefaultValue("30s") Duration responseTimeout,
      @DefaultValue("10s") Duration readBackTimeout,
      @DefaultValue List<String> problemTypes) {

    /** Never the token. */
    @Override
    public String toString() {
      return "Http[baseUrl=" + baseUrl + "]";
    }
  }
}
