package no.lagret.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Finds the file of settings that is no YAML: Spring says the line, and not of which file. */
final class BrokenYaml {

  private static final String USUAL = "config/application.yaml";

  private BrokenYaml() {}

  /**
   * @param given with what was said of places by arguments and environment
   */
  static Finding of(Environment given, MarkedYAMLException e) {
    Path broken = files(given).filter(BrokenYaml::isBroken).findFirst().orElse(Path.of(USUAL));
    return Finding.error(
        broken,
        e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1,
        "is no YAML that can be read",
        "Look at the indentation, the colons and the quotes of this line and the one before it.");
  }

  private static Stream<Path> files(Environment given) {
    Stream<Path> named =
        Stream.of("spring.config.location", "spring.config.additional-location")
            .map(name -> given.getProperty(name, ""))
            .flatMap(value -> Arrays.stream(value.split("[,;]")))
            .map(place -> place.replaceFirst("^optional:", "").replaceFirst("^file:(//)?", ""))
            .filter(place -> !place.isEmpty() && !place.startsWith("classpath:"))
            .map(Path::of);
    Stream<Path> usual =
        Stream.concat(Stream.of(Path.of(""), Path.of("config")), in(Path.of("config")).stream());
    return Stream.concat(named, usual)
        .flatMap(place -> Files.isDirectory(place) ? in(place).stream() : Stream.of(place))
        .filter(file -> String.valueOf(file.getFileName()).matches("application.*\\.ya?ml"))
        .filter(Files::isRegularFile);
  }

  private static List<Path> in(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isBroken(Path file) {
    try {
      new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
      return false;
    } catch (MarkedYAMLException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
