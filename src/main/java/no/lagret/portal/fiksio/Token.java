package no.lagret.portal.fiksio;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import no.ks.fiks.maskinporten.AccessTokenRequest;
import no.ks.fiks.maskinporten.Maskinportenklient;
import no.ks.fiks.maskinporten.MaskinportenklientProperties;
import no.ks.fiks.maskinporten.error.MaskinportenTokenRequestException;
import no.lagret.http.BoundedCalls;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of Maskinporten for one client, by KS's own library over an HTTP client of ours, so that
 * every call ends. One is used until shortly before it expires.
 */
final class Token {

  private static final AccessTokenRequest FIKS =
      AccessTokenRequest.builder().scope("ks:fiks").build();
  private static final int SECONDS_LEFT = 10;
  private static final long LONGEST_ANSWER_BYTES = 1 << 20;

  private final FiksIoSettings settings;
  private @Nullable Maskinportenklient maskinporten;

  Token(FiksIoSettings settings, InstantSource clock) {
    this.settings = settings;
  }

  /**
   * One that can be used now.
   *
   * @throws ClassifiedFailure OUTAGE when Maskinporten gives none, with the setting that is most
   *     likely wrong
   */
  synchronized String get() throws ClassifiedFailure {
    try {
      if (maskinporten == null) {
        maskinporten = client();
      }
      return maskinporten.getAccessToken(FIKS);
    } catch (MaskinportenTokenRequestException e) {
      throw refused(e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new ClassifiedFailure(
              FailureClass.OUTAGE, "NO_CONNECTION", "Maskinporten does not answer")
          .because(e);
    }
  }

  /** The one that was given is refused by somebody: the next will be another. */
  synchronized void forget() {
    maskinporten = null;
  }

  private Maskinportenklient client() throws ClassifiedFailure, GeneralSecurityException {
    ClientKey key = ClientKey.of(settings);
    HttpClientBuilder http = HttpClientBuilder.create();
    new BoundedCalls(
            settings.responseTimeout(),
            settings.connectTimeout(),
            LONGEST_ANSWER_BYTES,
            null,
            Trust.ofCalls(settings))
        .configureHttpClient(http);
    return Maskinportenklient.builder()
        .withPrivateKey(key.privateKey())
        .usingVirksomhetssertifikat(key.certificate())
        .withProperties(
            MaskinportenklientProperties.builder()
                .tokenEndpoint(settings.tokenUrl().toString())
                .audience(settings.audience())
                .issuer(settings.clientId())
                .numberOfSecondsLeftBeforeExpire(SECONDS_LEFT)
                .providedHttpClient(http.build())
                .build())
        .build();
  }

  private static ClassifiedFailure refused(MaskinportenTokenRequestException e) {
    int status = e.getStatusCode();
    ClassifiedFailure failure =
        new ClassifiedFailure(
                FailureClass.OUTAGE,
                "STATUS_" + status,
                "Maskinporten refused to give a token, status " + status)
            .because(e);
    return switch (status) {
      case 401 -> failure.causedBySetting(FiksIoSettings.PREFIX + "client-id");
      case 403 -> failure.causedBySetting(FiksIoSettings.PREFIX + "keystore");
      case 408, 425, 429 -> failure;
      // The signature, the audience or the clock: the answer says which, and may quote the request.
      case 400 -> failure.causedBySetting(FiksIoSettings.PREFIX + "audience");
      default ->
          status < 500 ? failure.causedBySetting(FiksIoSettings.PREFIX + "token-url") : failure;
    };
  }
}
