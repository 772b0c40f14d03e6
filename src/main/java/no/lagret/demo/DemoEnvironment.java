package no.lagret.demo;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Under the profile {@code demo}: starts both stand-ins inside the process and points the settings
 * at them. The gateway itself does not know the difference.
 */
public final class DemoEnvironment
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment settings = event.getEnvironment();
    if (!settings.acceptsProfiles(Profiles.of("demo"))) {
      return;
    }
    Path directory = Path.of(settings.getRequiredProperty("lagret.data-directory"), "demo");
    DemoKeys keys = DemoKeys.createIfMissing(directory.resolve("keys"));
    DemoStandIns standIns =
        DemoStandIns.start(
            directory,
            keys.certificate(),
            Binder.get(settings).bindOrCreate("lagret.demo", DemoSettings.class));
    Map<String, Object> found = standIns.settings();
    found.put("lagret.keys.private", keys.privateKey().toString());
    found.put("lagret.keys.certificate", keys.certificate().toString());
    settings.getPropertySources().addLast(new MapPropertySource("demo stand-ins", found));
  }
}
