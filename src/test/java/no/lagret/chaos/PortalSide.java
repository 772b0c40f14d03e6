package no.lagret.chaos;

import java.nio.file.Path;
import java.util.List;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;

/** The portal of a run, on one of its channels. */
interface PortalSide extends AutoCloseable {

  /** Those of a gateway between this portal and the case system. */
  List<String> settings(Path data, CaseSystem caseSystem);

  /** The report as it was sent: with the dispatch id that it got. */
  InventedReport offers(InventedReport report);

  /** How often gateways have come to it. */
  int visits();

  @Override
  void close();

  /** A portal that is asked for reports. */
  record Asked(Portal portal) implements PortalSide {

    @Override
    public List<String> settings(Path data, CaseSystem caseSystem) {
      return Gateway.settings(data, portal, caseSystem);
    }

    @Override
    public InventedReport offers(InventedReport report) {
      return portal.offers(report);
    }

    @Override
    public int visits() {
      return portal.lists();
    }

    @Override
    public void close() {
      portal.close();
    }
  }

  /** A portal that pushes reports. */
  record Pushing(FiksIoPortal portal) implements PortalSide {

    @Override
    public List<String> settings(Path data, CaseSystem caseSystem) {
      return Gateway.settings(data, portal, caseSystem);
    }

    @Override
    public InventedReport offers(InventedReport report) {
      return portal.sends(report);
    }

    @Override
    public int visits() {
      return portal.logins();
    }

    @Override
    public void close() {
      portal.close();
    }
  }
}
