package no.lagret.routes;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings as the gateway would read them, for commands that start none. */
public final class GivenSettings {

  private GivenSettings() {}

  /**
   * From the arguments, the environment, and the files of {@code config/}.
   *
   * @throws org.yaml.snakeyaml.error.MarkedYAMLException when a file is no YAML
   */
  public static ConfigurableEnvironment read(String[] args) {
    ConfigurableEnvironment settings = new StandardEnvironment();
    settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
    ConfigDataEnvironmentPostProcessor.applyTo(settings);
    ConfigurationPropertySources.attach(settings);
    return settings;
  }
}
