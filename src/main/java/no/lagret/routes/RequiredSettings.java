package no.lagret.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Looks for the settings without which nothing works, before anything else is started. */
public final class RequiredSettings
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final List<String> NEEDED =
      List.of("lagret.keys.private", "lagret.keys.certificate");
  private static final List<String> SVARINN =
      List.of(
          RouteFolders.PORTAL, "lagret.portal.svarinn.username", "lagret.portal.svarinn.password");
  private static final List<String> FIKS_IO =
      Stream.of(
              "account-id",
              "integration-id",
              "integration-password",
              "amqp-host",
              "api-base-url",
              "token-url",
              "audience",
              "client-id",
              "keystore")
          .map(name -> "lagret.portal.fiks-io." + name)
          .toList();

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    List<String> missing = missing(event.getEnvironment());
    if (!missing.isEmpty()) {
      throw new MissingSettings(missing);
    }
    List<String> two = twoCaseSystems(event.getEnvironment());
    if (!two.isEmpty()) {
      throw new Contradiction(two, Contradiction.TWO_CASE_SYSTEMS, Contradiction.TAKE_ONE_OUT);
    }
    List<String> shared = sharedAccounts(event.getEnvironment());
    if (!shared.isEmpty()) {
      throw new Contradiction(shared, Contradiction.SHARED_ACCOUNT, Contradiction.OWN_ACCOUNT);
    }
  }

  static List<String> missing(Environment settings) {
    return new Recipients(settings)
        .names().stream()
            .flatMap(
                name ->
                    Stream.of(portal(settings, name), NEEDED.stream(), caseSystem(settings, name))
                        .flatMap(each -> each)
                        .map(flat -> Recipients.setting(name, flat)))
            .filter(name -> !has(settings, name))
            .toList();
  }

  /** Of each channel of which anything is given; of SVARINN where nothing is of either. */
  private static Stream<String> portal(Environment settings, String recipient) {
    boolean fiksIo = FIKS_IO.stream().anyMatch(flat -> hasOwn(settings, recipient, flat));
    boolean svarinn = SVARINN.stream().anyMatch(flat -> hasOwn(settings, recipient, flat));
    return Stream.concat(
        svarinn || !fiksIo ? SVARINN.stream() : Stream.empty(),
        fiksIo ? FIKS_IO.stream() : Stream.empty());
  }

  private static boolean hasOwn(Environment settings, String recipient, String flat) {
    return has(settings, Recipients.setting(recipient, flat));
  }

  /** The recipients whose account of Fiks IO is an earlier one's too: KS would push to either. */
  static List<String> sharedAccounts(Environment settings) {
    Set<String> seen = new HashSet<>();
    return new Recipients(settings)
        .names().stream()
            .map(name -> Recipients.setting(name, RouteFolders.PORTAL_FIKS_IO))
            .filter(name -> has(settings, name))
            .filter(
                name ->
                    !seen.add(
                        String.valueOf(settings.getProperty(name))
                            .strip()
                            .toLowerCase(Locale.ROOT)))
            .toList();
  }

  /** Over files where one of its folders is given, else over HTTP. */
  private static Stream<String> caseSystem(Environment settings, String recipient) {
    List<String> files = List.of(RouteFolders.CASE_SYSTEM_FILE, RouteFolders.CASE_SYSTEM_RECEIPTS);
    return files.stream().anyMatch(name -> has(settings, Recipients.setting(recipient, name)))
        ? files.stream()
        : Stream.of(RouteFolders.CASE_SYSTEM);
  }

  /** The recipients whose settings name a case system over HTTP and one over files. */
  static List<String> twoCaseSystems(Environment settings) {
    return new Recipients(settings)
        .names().stream()
            .filter(
                name ->
                    Stream.of(RouteFolders.CASE_SYSTEM, RouteFolders.CASE_SYSTEM_FILE)
                        .allMatch(flat -> has(settings, Recipients.setting(name, flat))))
            .map(name -> Recipients.setting(name, RouteFolders.CASE_SYSTEM_FILE))
            .toList();
  }

  private static boolean has(Environment settings, String name) {
    return Stream.of(name, name + "[0]")
        .map(settings::getProperty)
        .anyMatch(value -> value != null && !value.isBlank());
  }
}
