package no.lagret.routes;

import java.util.List;
import java.util.stream.Stream;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Looks for the settings without which nothing works, before anything else is started. */
public final class RequiredSettings
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final List<String> NEEDED =
      List.of(
          RouteFolders.PORTAL,
          "lagret.portal.svarinn.username",
          "lagret.portal.svarinn.password",
          "lagret.keys.private",
          "lagret.keys.certificate");

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    List<String> missing = missing(event.getEnvironment());
    if (!missing.isEmpty()) {
      throw new MissingSettings(missing);
    }
    List<String> two = twoCaseSystems(event.getEnvironment());
    if (!two.isEmpty()) {
      throw new TwoCaseSystems(two);
    }
  }

  static List<String> missing(Environment settings) {
    return new Recipients(settings)
        .names().stream()
            .flatMap(
                name ->
                    Stream.concat(NEEDED.stream(), caseSystem(settings, name))
                        .map(flat -> Recipients.setting(name, flat)))
            .filter(name -> !has(settings, name))
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
