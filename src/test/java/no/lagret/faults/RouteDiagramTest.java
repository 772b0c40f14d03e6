package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.lagret.routes.RouteDiagram;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;

/** The running routes with what has gone through each. */
class RouteDiagramTest extends WholeWay {

  @Test
  void countsWhatWentThroughEachRouteAndWhatFailed() {
    assertThat(row("delivery")).extracting(RouteDiagram.Row::total).isEqualTo(0L);
    goodReportGoesThrough();
    await().untilAsserted(() -> assertEnded("confirmation", 1, 0));
    assertEnded("portal-svarinn-take", 1, 0);
    assertEnded("delivery", 1, 0);
    assertEnded("case-system-http-put", 1, 0);

    caseSystem.answers("put").status(503).once();
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    await().untilAsserted(() -> assertEnded("confirmation", 2, 0));

    assertEnded("delivery", 3, 1);
    assertEnded("case-system-http-put", 3, 1);
    assertEnded("hand-back", 0, 0);
    assertThat(
            gateway
                .part(RouteDiagram.class)
                .svg(null, "t", "a", row -> row.total() + "/" + row.failed()))
        .contains(">3/1<", ">lagret.confirmations<");
  }

  private void assertEnded(String route, long total, long failed) {
    assertThat(row(route))
        .extracting(RouteDiagram.Row::total, RouteDiagram.Row::failed, RouteDiagram.Row::inWork)
        .containsExactly(total, failed, 0L);
  }

  private RouteDiagram.Row row(String id) {
    return gateway.part(RouteDiagram.class).rows(null).stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
