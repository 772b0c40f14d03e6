package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.lagret.recipient.Recipients;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.springframework.mock.env.MockEnvironment;

/**
 * A route file that Kaoto has opened and saved. Kaoto (2.7.1) writes the same data in its own
 * order, without needless quotes and without the comments within, in lines of 80 characters.
 */
class KaotoTest {

  private static final List<String> FIRST =
      List.of("id", "description", "uri", "parameters", "steps");
  private static final List<String> FOLDERS =
      List.of(
          "portal-svarinn", "delivery", "case-system-http", "confirmation", "hand-back", "alerts");

  @TempDir private Path saved;

  @Test
  void savesWhatPassesTheCheckAndMeansTheSame() throws IOException {
    for (String folder : FOLDERS) {
      Path file = RouteFolders.file(saved, folder);
      Files.createDirectories(file.getParent());
      Files.writeString(file, asKaotoSaves(RouteFolders.file(Path.of("routes"), folder)));
      assertThat(Files.readString(file)).doesNotContain(" # ", "\"direct:");
    }

    assertThat(RouteCheck.of(saved, FOLDERS).findings()).isEmpty();
    assertThat(map(saved)).isEqualTo(map(Path.of("routes")));
  }

  /** Begins every list of templates before the routes, as Kaoto does: else it would move them. */
  @Test
  void findsTemplatesBeforeRoutesInEachFile() throws IOException {
    for (String folder : FOLDERS) {
      List<String> kinds =
          Files.readAllLines(RouteFolders.file(Path.of("routes"), folder)).stream()
              .filter(line -> line.startsWith("- "))
              .toList();
      assertThat(kinds).isSortedAccordingTo(Comparator.reverseOrder());
    }
  }

  private static String asKaotoSaves(Path file) throws IOException {
    Object data = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new Dump(
            DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(80).build())
        .dumpToString(sorted(data));
  }

  private static Object sorted(Object data) {
    if (data instanceof List<?> list) {
      return list.stream().map(KaotoTest::sorted).toList();
    }
    if (data instanceof Map<?, ?> map) {
      Map<String, Object> sorted =
          new TreeMap<>(
              Comparator.comparingInt(
                      (String key) -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
                  .thenComparing(Comparator.naturalOrder()));
      map.forEach((key, value) -> sorted.put(key.toString(), sorted(value)));
      return sorted;
    }
    return data;
  }

  private static RouteMap map(Path routes) {
    MockEnvironment settings =
        new MockEnvironment()
            .withProperty("lagret.routes-directory", routes.toString())
            .withProperty("lagret.portal.svarinn.base-url", "http://portal")
            .withProperty("lagret.case-system.http.base-url", "http://case-system");
    DefaultCamelContext camel = new DefaultCamelContext();
    new RouteLoader(RouteFolders.of(settings, new Recipients(settings)), settings).load(camel);
    return RouteMap.of(camel, null);
  }
}
