package no.lagret.routes;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The settings as the gateway would read them, for commands that start none. */
public final class GivenSettings {

  private GivenSettings() {}

  /**
   * From the arguments, the environment, and the files of {@code config/}.
   *
   * @throws UnreadableSettings when a file is no YAML
   */
  public static ConfigurableEnvironment read(String[] args) {
    ConfigurableEnvironment settings = new StandardEnvironment();
    settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
    try {
      ConfigDataEnvironmentPostProcessor.applyTo(settings);
    } catch (MarkedYAMLException e) {
      throw new UnreadableSettings(BrokenYaml.of(settings, e));
    }
    ConfigurationPropertySources.attach(settings);
    return settings;
  }
}
