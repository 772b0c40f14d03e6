package no.lagret.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A setting of the gateway, as the build finds it in the records of settings and in {@code
 * additional-spring-configuration-metadata.json}.
 *
 * @param name without an index, where it is a part of each entry of a list
 * @param type its Java type, with what it is a list or map of
 * @param description what it means; null where nobody has said it
 * @param defaultValue null where there is none
 */
record Setting(
    String name, String type, @Nullable String description, @Nullable JsonNode defaultValue) {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Metadata(List<Setting> properties) {}

  /** Whether the last part of its name is somebody else's. */
  boolean isMap() {
    return type.startsWith("java.util.Map");
  }

  /**
   * All of them, by name. A list whose entries have parts of their own is none: the parts are.
   *
   * @throws IllegalStateException when the build has written none
   */
  static List<Setting> all() {
    List<Setting> ours = written();
    return ours.stream()
        .filter(
            each -> ours.stream().noneMatch(other -> other.name().startsWith(each.name() + ".")))
        .toList();
  }

  /** Each library has a file of the same name, with settings of its own. */
  private static List<Setting> written() {
    try {
      for (URL file : Collections.list(Setting.class.getClassLoader().getResources(METADATA))) {
        try (InputStream text = file.openStream()) {
          List<Setting> settings = JSON.readValue(text, Metadata.class).properties();
          if (settings.stream().anyMatch(each -> each.name().startsWith("lagret."))) {
            return settings;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("The build has written no " + METADATA);
  }
}
