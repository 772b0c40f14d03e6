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
          RouteFolders.CASE_SYSTEM,
          "lagret.keys.private",
          "lagret.keys.certificate");

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    List<String> missing = missing(event.getEnvironment());
    if (!missing.isEmpty()) {
      throw new MissingSettings(missing);
    }
  }

  static List<String> missing(Environment settings) {
    return new Recipients(settings)
        .names().stream()
            .flatMap(name -> NEEDED.stream().map(flat -> Recipients.setting(name, flat)))
            .filter(name -> !has(settings, name))
            .toList();
  }

  private static boolean has(Environment settings, String name) {
    return Stream.of(name, name + "[0]")
        .map(settings::getProperty)
        .anyMatch(value -> value != null && !value.isBlank());
  }
}
