package no.lagret.portal.fiksio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The municipality's account at the national portal, channel FIKS_IO. No placeholder in a route
 * file can read it.
 *
 * @param accountId the account (kontoId) whose messages are taken
 * @param integrationId the integration's id
 * @param integrationPassword the integration's password
 * @param amqpHost where KS pushes from: io.fiks.ks.no
 * @param amqpPort its port
 * @param apiBaseUrl where replies go: https://api.fiks.ks.no
 * @param tokenUrl where Maskinporten gives tokens
 * @param audience whom the request for a token is meant for, as Maskinporten names itself
 * @param clientId the municipality's client at Maskinporten
 * @param keystore the client's key and certificate, PEM or PKCS#12
 * @param keystorePassword the keystore's password; none for PEM
 * @param keystoreAlias which key of the keystore; the only one where none is given
 * @param trustStore certificates to trust instead of Java's, PEM or PKCS#12
 * @param prefetch how many messages KS pushes ahead; each counts as tried when the gateway dies
 * @param connectTimeout longest time for a connection
 * @param responseTimeout longest time for a whole call, from the first byte to the last
 * @param payloadTimeout how long a payload that lies apart is tried before it is fetched later
 */
@ConfigurationProperties("lagret.portal.fiks-io")
record FiksIoSettings(
    UUID accountId,
    UUID integrationId,
    String integrationPassword,
    String amqpHost,
    @DefaultValue("5671") int amqpPort,
    URI apiBaseUrl,
    URI tokenUrl,
    String audience,
    String clientId,
    Path keystore,
    @Nullable String keystorePassword,
    @Nullable String keystoreAlias,
    @Nullable Path trustStore,
    @DefaultValue("1") int prefetch,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("60s") Duration responseTimeout,
    @DefaultValue("5m") Duration payloadTimeout) {

  static final String PREFIX = "lagret.portal.fiks-io.";

  /** Never the credentials. */
  @Override
  public String toString() {
    return "FiksIoSettings[accountId=" + accountId + "]";
  }
}
