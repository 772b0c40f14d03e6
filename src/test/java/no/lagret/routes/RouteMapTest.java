package no.lagret.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import no.lagret.recipient.Recipients;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The picture of the routes, from the model that Camel makes of the route files. */
class RouteMapTest {

  @Test
  void thePageInDocsShowsTheRoutesAsTheyAre() throws Exception {
    assertThat(RoutesDiagramCommand.page(new StandardEnvironment()))
        .as("make diagrams")
        .isEqualTo(Files.readString(Path.of("docs", "routes.md")));
  }

  @Test
  void keepsTheRoutesOfTwoRecipientsApart() {
    RouteMap map = of("lagret.recipients.nordstrand.", "lagret.recipients.grorud.");

    assertThat(map.ways())
        .contains(
            new RouteMap.Way("delivery-nordstrand", "delivery-deliver-nordstrand"),
            new RouteMap.Way("delivery-deliver-nordstrand", "case-system-http-nordstrand"),
            new RouteMap.Way("confirmation-grorud", "portal-svarinn-confirm"))
        .allSatisfy(
            way ->
                assertThat(way.from().contains("nordstrand") && way.to().contains("grorud"))
                    .as(way.toString())
                    .isFalse());
  }

  @Test
  void showsTheRoutesOfOneAmongSeveralWithThoseThatAllShare() {
    RouteMap map = RouteMap.of(camel("lagret.", "lagret.recipients.nordstrand."), "nordstrand");

    assertThat(map.stops())
        .extracting(RouteMap.Stop::name)
        .contains("confirmation-nordstrand", "lagret.reports.nordstrand", "portal-svarinn-confirm")
        .doesNotContain("confirmation", "delivery", "lagret.reports");
  }

  @Test
  void leadsEachWayDownwards() {
    RouteMap map = of("lagret.");
    List<List<RouteMap.Stop>> rows = RouteLayout.rows(map);
    List<List<String>> names =
        rows.stream().map(row -> row.stream().map(RouteMap.Stop::name).toList()).toList();

    assertThat(names.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(
            map.stops().stream().map(RouteMap.Stop::name).toList());
    assertThat(map.ways())
        .allSatisfy(way -> assertThat(row(names, way.from())).isLessThan(row(names, way.to())));
  }

  @Test
  void endsWhereRoutesGoRound() {
    RouteMap.Stop one = new RouteMap.Stop("one", false, "", Set.of());
    RouteMap.Stop two = new RouteMap.Stop("two", false, "", Set.of());
    RouteMap ring =
        new RouteMap(
            List.of(one, two),
            Set.of(new RouteMap.Way("one", "two"), new RouteMap.Way("two", "one")));

    assertThat(RouteLayout.rows(ring).stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(one, two);
  }

  @Test
  void drawsOnePictureWithATitleAndWithoutStyleOrScript() throws Exception {
    RouteMap map = of("lagret.");
    String svg =
        RouteDrawing.svg(
            map, "Rutene <nå>", "Det samme som tabell nedenfor", Map.of("delivery", "3 & 1"));

    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Rutene <nå>");
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(map.stops().size());
    assertThat(svg)
        .contains("role=\"img\"", "3 &amp; 1")
        .doesNotContain("<style", "style=", "<script", "http://case-system");
  }

  private static int row(List<List<String>> rows, String name) {
    return rows.indexOf(rows.stream().filter(row -> row.contains(name)).findFirst().orElseThrow());
  }

  private static RouteMap of(String... prefixes) {
    return RouteMap.of(camel(prefixes), null);
  }

  private static DefaultCamelContext camel(String... prefixes) {
    MockEnvironment settings = new MockEnvironment();
    Stream.of(prefixes)
        .forEach(
            prefix ->
                settings
                    .withProperty(prefix + "portal.svarinn.base-url", "http://portal")
                    .withProperty(prefix + "case-system.http.base-url", "http://case-system"));
    DefaultCamelContext camel = new DefaultCamelContext();
    new RouteLoader(RouteFolders.of(settings, new Recipients(settings)), settings).load(camel);
    return camel;
  }
}
