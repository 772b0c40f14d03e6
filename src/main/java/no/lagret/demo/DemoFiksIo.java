package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A demonstration's portal that pushes reports. */
final class DemoFiksIo implements DemoPortal {

  private final FiksIoStandIn portal;
  private final Map<String, String> account;

  DemoFiksIo(Path directory, Path certificatePem) {
    portal = new FiksIoStandIn(0, directory.resolve("fiks-io.jsonl"));
    account =
        portal.account(new String(DurableFiles.read(certificatePem), StandardCharsets.US_ASCII));
  }

  @Override
  public String offer(String reportId, int size) {
    return portal.offer(account.get("account-id"), reportId, size);
  }

  @Override
  public Map<String, String> settings() {
    return account.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting -> "lagret.portal.fiks-io." + setting.getKey(), Map.Entry::getValue));
  }

  @Override
  public void close() {
    portal.close();
  }
}
