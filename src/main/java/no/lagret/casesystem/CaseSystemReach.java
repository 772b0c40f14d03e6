package no.lagret.casesystem;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/** Whether each recipient's case system can be reached as the gateway would reach it. */
public final class CaseSystemReach {

  private static final String HTTP = "lagret.case-system.http.";

  private CaseSystemReach() {}

  /**
   * The setting of a file for TLS that cannot be opened as the gateway would; empty where all can,
   * and where none is named.
   */
  public static Optional<String> unusableTlsFile(Binder settings, String recipient) {
    Function<String, @Nullable Path> file =
        name -> settings.bind(Recipients.setting(recipient, HTTP + name), Path.class).orElse(null);
    Path trust = file.apply("trust-store");
    Path certificate = file.apply("client-certificate");
    Path key = file.apply("client-key");
    if (trust != null && !opens(null, null, trust)) {
      return Optional.of(HTTP + "trust-store");
    }
    if (certificate != null && !opens(null, null, certificate)) {
      return Optional.of(HTTP + "client-certificate");
    }
    return certificate != null && !opens(certificate, key, null)
        ? Optional.of(HTTP + "client-key")
        : Optional.empty();
  }

  private static boolean opens(
      @Nullable Path certificate, @Nullable Path key, @Nullable Path trust) {
    try {
      CaseSystemConfiguration.tls(certificate, key, trust);
      return true;
    } catch (RuntimeException e) {
      return false; // its message may quote the file
    }
  }

  /**
   * Looks a random id up, and changes nothing.
   *
   * @throws ClassifiedFailure when it does not answer as its contract says
   */
  public static void check(Recipients recipients, String recipient) throws ClassifiedFailure {
    CaseSystemSettings settings =
        recipients.settings("case-system", CaseSystemSettings.class).of(recipient);
    if (settings.file() != null) {
      new CaseFolder(settings.file()).probe();
      return;
    }
    CaseSystemSettings.Http http = settings.overHttp();
    try (HttpReadBack readBack =
        new HttpReadBack(
            http.baseUrl(),
            CaseSystemConfiguration.calls(http),
            new Answers(http.problemTypes()),
            Clock.systemUTC())) {
      readBack.probe();
    }
  }
}
