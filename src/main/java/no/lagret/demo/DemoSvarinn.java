package no.lagret.demo;

import java.nio.file.Path;
import java.util.Map;

/** A demonstration's portal that is asked for reports. */
final class DemoSvarinn implements DemoPortal {

  private static final String USERNAME = "demo";

  private final String password = DemoSecret.make();
  private final PortalStandIn portal;

  DemoSvarinn(Path directory, Path certificatePem) {
    portal =
        new PortalStandIn(0, directory.resolve("portal.jsonl"), certificatePem, USERNAME, password);
  }

  @Override
  public String offer(String reportId, int size) {
    return portal.offer(reportId, size);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "lagret.portal.svarinn.base-url", portal.baseUrl(),
        "lagret.portal.svarinn.username", USERNAME,
        "lagret.portal.svarinn.password", password);
  }

  @Override
  public void close() {
    portal.close();
  }
}
