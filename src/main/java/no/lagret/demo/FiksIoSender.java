package no.lagret.demo;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The portal as a sender: its account, and the invented reports that it packs and seals. */
final class FiksIoSender implements Closeable {

  private static final String PRIVATE = "no.ks.fiks.bekymringsmelding.privat.v2";

  private final FiksIoAccount account;
  private final FiksIoSeal seal;

  FiksIoSender(FiksIoAccounts accounts) {
    this.account = accounts.sender();
    this.seal = new FiksIoSeal(account, accounts.senderKey());
  }

  FiksIoAccount account() {
    return account;
  }

  boolean is(FiksIoAccount other) {
    return account.id().equals(other.id());
  }

  /**
   * A message with a report, from {@code {"id", "reportId", "type", "size" (bytes to make) or "pdf"
   * (base64), "json" (text; empty for none), "sealed" (base64: the body as it is), "headers" (set),
   * "remove" (names)}}; every field may be missing.
   */
  FiksIoMessage report(FiksIoAccount to, ObjectNode asked) {
    String reportId = asked.path("reportId").asString(UUID.randomUUID().toString());
    String type = asked.path("type").asString(PRIVATE);
    byte[] body =
        asked.hasNonNull("sealed")
            ? Base64.getDecoder().decode(asked.path("sealed").asString(""))
            : seal.seal(to, files(asked, reportId, type));
    return FiksIoMessage.of(
            asked.path("id").asString(UUID.randomUUID().toString()),
            type,
            account.id(),
            Map.of(
                "bekymringsmelding-id", reportId, "klientMeldingId", UUID.randomUUID().toString()),
            body)
        .changed(asked);
  }

  /** The text of a negative receipt, or what is wrong with it. */
  String opens(byte[] data) {
    try {
      JsonNode text = Json.read(seal.open(data).getOrDefault("feilmelding.json", new byte[0]));
      return text.path("melding").asString("no melding");
    } catch (RuntimeException e) {
      return "not to be opened";
    }
  }

  @Override
  public void close() {
    seal.close();
  }

  private static Map<String, byte[]> files(ObjectNode asked, String reportId, String type) {
    byte[] pdf =
        asked.hasNonNull("pdf")
            ? Base64.getDecoder().decode(asked.path("pdf").asString(""))
            : SampleReport.pdf(reportId, asked.path("size").asInt(8 * 1024));
    String json =
        asked.hasNonNull("json") ? asked.path("json").asString("") : SampleReport.form(type);
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (!json.isEmpty()) {
      files.put("bekymringsmelding.json", json.getBytes(StandardCharsets.UTF_8));
    }
    files.put("bekymringsmelding.pdf", pdf);
    return files;
  }
}
