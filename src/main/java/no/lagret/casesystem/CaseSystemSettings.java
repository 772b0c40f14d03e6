package no.lagret.casesystem;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the case system is.
 *
 * @param http over HTTP, where that is how it is reached
 * @param file over files, where that is how it is reached
 */
@ConfigurationProperties("lagret.case-system")
public record CaseSystemSettings(@Nullable Http http, @Nullable File file) {

  /** Where it is reached over HTTP. */
  Http overHttp() {
    return Objects.requireNonNull(http, "lagret.case-system.http");
  }

  /**
   * A case system that imports from a folder.
   *
   * @param outbox where each report is laid as a folder of its own; an existing directory
   * @param receipts where the case system lays its stored receipts; an existing directory
   * @param receiptTimeout time after which a receipt that has not come is asked for by handing over
   *     once more
   * @param deleteAfter how long a folder that was not taken stays once its report is settled
   * @param responseTimeout longest time for one access to either directory; a mount that hangs
   *     counts as an outage after it
   */
  public record File(
      Path outbox,
      Path receipts,
      @DefaultValue("2h") Duration receiptTimeout,
      @DefaultValue("0s") Duration deleteAfter,
      @DefaultValue("30s") Duration responseTimeout) {}

  /**
   * A case system over HTTP.
   *
   * @param baseUrl address of its API, without a slash at the end
   * @param token bearer token, where it asks for one
   * @param clientCertificate PEM certificate for mutual TLS
   * @param clientKey PEM key for mutual TLS
   * @param trustStore PEM certificates to trust instead of the JVM's
   * @param connectTimeout longest time for the connection
   * @param responseTimeout longest time for a whole call, from the first byte to the last
   * @param readBackTimeout time within which a report just stored must be found
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
