package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import no.lagret.recipient.Recipients;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** docs/settings.md is what the build knows of the settings; {@code make settings} writes it. */
class SettingsDocumentTest {

  private static final Path PAGE = Path.of("docs", "settings.md");
  private static final String TOP =
      """
      # Every setting

      Written by `make settings` from the records that read the settings. Where to give them and how they look in a file:
      [config/application.yaml](../config/application.yaml). What is given and where it comes from: `java -jar target/lagret.jar config show`.
      Whether it is right: `make check-routes`.

      Each name also works as an environment variable (`LAGRET_DELIVERY_RETRY_DELAY`) and as `--name=value`. A time is written `500ms`, `5s`, `15m`,
      `12h` or `30d`. Entries of a list have an index: `lagret.keys.private[0]`, `lagret.users[0].name`. In the column «Whose», *recipient* means
      that each of several recipients has its own, `lagret.recipients.<name>.…` in place of `lagret.…`
      ([several-recipients.md](several-recipients.md)); *gateway* that there is one.
      """;
  private static final String END =
      """

      ## Settings of Spring Boot
      All of [Spring Boot's](https://docs.spring.io/spring-boot/appendix/application-properties/index.html) hold too. Those that matter here:

      | Setting | Default | Meaning |
      | --- | --- | --- |
      | `server.port` | `8080` | console, API, health and metrics |
      | `server.address` | `127.0.0.1` | another address needs `server.ssl.*` or `lagret.http.trusted-proxy` |
      | `server.ssl.*` | | TLS of the gateway's own HTTP |
      | `spring.profiles.active` | | `demo` starts both stand-ins inside |
      | `spring.config.import` | | `configtree:/run/secrets/` reads secrets from files of a folder |
      | `spring.security.oauth2.client.*` | | identity providers ([sign-in.md](sign-in.md)) |
      """;

  @Test
  void describesEverySetting() {
    assertThat(Setting.all())
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(setting.description()).as(setting.name()).isNotBlank());
  }

  @Test
  void isThePageThatTheBuildWrites() throws IOException {
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE).as("run make settings").hasContent(page());
  }

  private static String page() {
    Map<String, List<Setting>> groups =
        Setting.all().stream()
            .collect(
                Collectors.groupingBy(
                    setting -> setting.name().replaceFirst("\\.[^.]*$", ""),
                    TreeMap::new,
                    Collectors.toList()));
    return groups.entrySet().stream()
        .map(group -> section(group.getKey(), group.getValue()))
        .collect(Collectors.joining("", TOP, END));
  }

  private static String section(String prefix, List<Setting> settings) {
    return settings.stream()
        .map(SettingsDocumentTest::row)
        .collect(
            Collectors.joining(
                "",
                "\n## "
                    + prefix
                    + "\n| Setting | Type | Default | Whose | Meaning |\n"
                    + "| --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static String row(Setting setting) {
    JsonNode given = setting.defaultValue();
    boolean own = !Recipients.setting("x", setting.name()).equals(setting.name());
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            setting.name(),
            type(setting.type()),
            given == null || given.isNull() ? "" : "`" + value(given) + "`",
            own ? "recipient" : "gateway",
            meaning(Objects.requireNonNull(setting.description(), setting.name())));
  }

  private static String value(JsonNode given) {
    return given.isArray()
        ? StreamSupport.stream(given.spliterator(), false)
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "))
        : given.asString();
  }

  private static String meaning(String description) {
    return description
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceFirst("\\.$", "")
        .replace("|", "\\|");
  }

  private static String type(String type) {
    String plain = type.replaceFirst("<.*", "");
    return switch (ClassUtils.getShortName(plain)) {
      case "String" -> "text";
      case "Integer" -> "whole number";
      case "Double" -> "number";
      case "Boolean" -> "true or false";
      case "Duration" -> "time";
      case "Path" -> "path";
      case "URI" -> "address";
      case "List", "Set" -> "list: " + type(type.replaceFirst("^[^<]*<(.*)>$", "$1"));
      case "Map" -> "by key: " + type(type.replaceFirst("^[^<]*<[^,]*,(.*)>$", "$1"));
      default ->
          SettingsCheck.kind(
              ClassUtils.resolveClassName(plain, SettingsDocumentTest.class.getClassLoader()));
    };
  }
}
