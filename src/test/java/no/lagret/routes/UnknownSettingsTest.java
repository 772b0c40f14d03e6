package no.lagret.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** A setting that nothing reads is told, with what was probably meant. */
class UnknownSettingsTest {

  @Test
  void namesWhatWasMeantAndWhereItStands() throws IOException {
    PropertySource<?> file =
        yaml(
            """
            lagret:
              data-directory: data
              portal:
                svarin:
                  base-url: x
            """);

    assertThatThrownBy(() -> look(file))
        .isInstanceOf(MisspeltSettings.class)
        .hasMessageContaining(
            "lagret.portal.svarin.base-url (Byte array resource [a file], line 5):"
                + " did you mean lagret.portal.svarinn.base-url?");
  }

  @Test
  void showsTheFirstOfMany() {
    Map<String, Object> many =
        Stream.iterate(1, n -> n + 1)
            .limit(8)
            .collect(Collectors.toMap(n -> "lagret.keys.privat" + n, n -> "x"));

    assertThatThrownBy(() -> look(new MapPropertySource("arguments", many)))
        .hasMessageContaining("these 8 settings")
        .hasMessageContaining("and 3 more")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(7));
  }

  @Test
  void takesNoMisspeltNameForOneOfAMap() {
    assertThatThrownBy(
            () -> look(new MapPropertySource("file", Map.of("lagret.oidc.roles-claim", "x"))))
        .hasMessageContaining("did you mean lagret.oidc.role-claim?");
  }

  @Test
  void looksAtVariablesOfTheEnvironment() {
    assertThatThrownBy(() -> look(variables("LAGRET_CASE_SYSTEM_HTTP_TOKN")))
        .hasMessageContaining("did you mean lagret.case-system.http.token?");
    assertThatCode(
            () ->
                look(
                    variables(
                        "LAGRET_CASE_SYSTEM_HTTP_BASE_URL",
                        "LAGRET_CASESYSTEM_HTTP_BASEURL",
                        "LAGRET_USERS_0_NAME",
                        "LAGRET_KEYS_PRIVATE_1",
                        "LAGRET_OIDC_ROLES_DRIFT",
                        "OTHER_TOKN")))
        .doesNotThrowAnyException();
  }

  @Test
  void knowsWhatEachOfSeveralRecipientsHasOfItsOwn() {
    assertThatCode(
            () ->
                look(
                    new MapPropertySource(
                        "file",
                        Map.of(
                            "lagret.recipients.gamle-oslo.portal.svarinn.username", "x",
                            "lagret.recipients.gamle-oslo.keys.private[0]", "x"))))
        .doesNotThrowAnyException();
    assertThatCode(() -> look(variables("LAGRET_RECIPIENTS_GAMLEOSLO_PORTAL_SVARINN_PASSWORD")))
        .doesNotThrowAnyException();
    for (String wrong :
        List.of(
            "lagret.recipients.x.portal.svarin.username",
            "lagret.recipients.x.keys.stamp",
            "lagret.recipients.x.delivery.consumers",
            "lagret.recipients.portal.svarinn.username")) {
      assertThatThrownBy(() -> look(new MapPropertySource("file", Map.of(wrong, "x"))))
          .isInstanceOf(MisspeltSettings.class)
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void takesEveryWayOfWritingASetting() {
    assertThatCode(
            () ->
                look(
                    new MapPropertySource(
                        "arguments",
                        Map.of(
                            "lagret.caseSystem.http.baseUrl",
                            "x",
                            "lagret.case_system.http.token",
                            "x",
                            "lagret.users[10].roles",
                            "x",
                            "lagret.oidc.roles[Lagret.Operator]",
                            "x",
                            "lagret.oidc.roles.drift",
                            "x",
                            "spring.main.x",
                            "x"))))
        .doesNotThrowAnyException();
  }

  @Test
  void knowsExactlyTheSettingsOfTheSampleFile() throws IOException {
    String sample =
        Files.readString(Path.of("config", "application.yaml"))
            .lines()
            .filter(line -> !line.matches("# \\S.*"))
            .map(line -> line.replaceFirst("^#", ""))
            .collect(Collectors.joining("\n"));
    TreeSet<String> names = new TreeSet<>();
    for (String name : ((EnumerablePropertySource<?>) yaml(sample)).getPropertyNames()) {
      names.add(name.replaceAll("\\[[^]]+]", ""));
    }
    names.removeIf(name -> !name.startsWith("lagret."));

    List<String> known = new ArrayList<>(UnknownSettings.KNOWN);
    known.removeIf(name -> name.startsWith("lagret.demo."));
    assertThat(names).isEqualTo(new TreeSet<>(known));
  }

  private static PropertySource<?> variables(String... names) {
    return new SystemEnvironmentPropertySource(
        "environment", Stream.of(names).collect(Collectors.toMap(name -> name, name -> "x")));
  }

  private static PropertySource<?> yaml(String text) throws IOException {
    return new YamlPropertySourceLoader()
        .load("a file", new ByteArrayResource(text.getBytes(UTF_8), "a file"))
        .get(0);
  }

  private static void look(PropertySource<?> source) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(s -> environment.getPropertySources().remove(s.getName()));
    environment.getPropertySources().addFirst(source);
    new UnknownSettings()
        .onApplicationEvent(
            new ApplicationEnvironmentPreparedEvent(
                new DefaultBootstrapContext(),
                new SpringApplication(),
                new String[0],
                environment));
  }
}
