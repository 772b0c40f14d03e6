package no.lagret.console;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * The identity providers of Spring's settings, asked for their addresses when the first user comes
 * and not at the start, which an outage of theirs must not stop. Nobody waits long behind somebody
 * who waits for a silent one.
 */
final class OidcProviders implements ClientRegistrationRepository {

  private static final Logger LOG = LoggerFactory.getLogger(OidcProviders.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 1;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String PREFIX = "spring.security.oauth2.client.";

  private final OAuth2ClientProperties settings;
  private final InstantSource clock;
  private final Map<String, ClientRegistration> found = new ConcurrentHashMap<>();
  private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

  /**
   * @throws RefusedSetting naming the setting
   */
  OidcProviders(OAuth2ClientProperties settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    settings.getRegistration().forEach(this::check);
  }

  private void check(String id, OAuth2ClientProperties.Registration registration) {
    if (registration.getScope() == null || !registration.getScope().contains("openid")) {
      throw new RefusedSetting(
          PREFIX + "registration." + id + ".scope does not contain openid.",
          "Set it to openid, or to openid,profile where the provider knows that scope.");
    }
    OAuth2ClientProperties.Provider provider = settings.getProvider().get(provider(id));
    if (provider == null || !trustworthy(provider.getIssuerUri())) {
      throw new RefusedSetting(
          PREFIX + "provider." + provider(id) + ".issuer-uri is missing, or is no https address.",
          "Give the provider's issuer, for example"
              + " https://login.microsoftonline.com/<tenant>/v2.0; all else is asked from there.");
    }
  }

  /** Readable only within this machine, for tests. */
  private static boolean trustworthy(@Nullable String issuer) {
    try {
      URI uri = URI.create(issuer == null ? "" : issuer);
      return "https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String provider(String id) {
    String named = settings.getRegistration().get(id).getProvider();
    return named == null ? id : named;
  }

  /** How the sign-in page offers them, in the order of the settings. */
  List<SignInLink> links() {
    List<SignInLink> links = new ArrayList<>();
    settings
        .getRegistration()
        .forEach(
            (id, registration) -> {
              String name = registration.getClientName();
              links.add(new SignInLink(name == null ? id : name, SignInLink.BEGIN + id));
            });
    return List.copyOf(links);
  }

  /**
   * What is known of it.
   *
   * @throws SignInRefused when the provider does not tell its addresses
   */
  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!settings.getRegistration().containsKey(id)) {
      return null;
    }
    ClientRegistration known = found.get(id);
    return known == null ? askAlone(id) : known;
  }

  private ClientRegistration askAlone(String id) {
    ReentrantLock lock = asking.computeIfAbsent(id, provider -> new ReentrantLock());
    try {
      if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SignInRefused(SignInRefusal.PROVIDER_SILENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignInRefused(SignInRefusal.PROVIDER_SILENT);
    }
    try {
      ClientRegistration known = found.get(id);
      return known == null ? ask(id) : known;
    } finally {
      lock.unlock();
    }
  }

  private ClientRegistration ask(String id) {
    Instant until = silentUntil.getOrDefault(id, Instant.EPOCH);
    if (clock.instant().isBefore(until) && !until.isAfter(clock.instant().plus(PAUSE))) {
      throw new SignInRefused(SignInRefusal.PROVIDER_SILENT);
    }
    try {
      ClientRegistration told =
          new OAuth2ClientPropertiesMapper(only(id)).asClientRegistrations().get(id);
      found.put(id, told);
      if (silentUntil.remove(id) != null) {
        LOG.info("The identity provider {} answers", id);
      }
      return told;
    } catch (RuntimeException e) {
      if (silentUntil.put(id, clock.instant().plus(PAUSE)) == null) {
        LOG.warn(
            "Nobody can sign in by {}, it is asked again when somebody tries: {}",
            id,
            NestedExceptionUtils.getMostSpecificCause(e).toString());
      }
      throw new SignInRefused(SignInRefusal.PROVIDER_SILENT);
    }
  }

  private OAuth2ClientProperties only(String id) {
    OAuth2ClientProperties one = new OAuth2ClientProperties();
    one.getRegistration().put(id, settings.getRegistration().get(id));
    one.getProvider().putAll(settings.getProvider());
    return one;
  }
}
