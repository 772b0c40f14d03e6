package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.lagret.demo.SampleReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The national portal on channel FIKS_IO, as a test sees it: a real RabbitMQ over TLS, with KS's
 * HTTP side beside it. What it sends is packed, sealed and sent by KS's own libraries.
 */
public final class FiksIoPortal implements AutoCloseable {

  /** The type of a report by a private person. */
  public static final String PRIVATE = "no.ks.fiks.bekymringsmelding.privat.v2";

  private final OpenSsl.Pair keys;
  private final OpenSsl openSsl;
  private final StandInProcess process;
  private final Controls controls;
  private final JournalFile journal;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final KsSender sender;

  private FiksIoPortal(Path directory) {
    openSsl = new OpenSsl(directory);
    keys = openSsl.pair("fiks-io-mottaker");
    Path file = directory.resolve("fiks-io.jsonl");
    process =
        StandInProcess.start(
            directory, "fiks-io", "--journal=" + file, "--certificate=" + keys.certificate());
    controls = new Controls(process);
    journal = new JournalFile(file);
    settings.putAll(account(keys.certificate()));
    URI address = URI.create(process.baseUrl());
    sender = new KsSender(controls.state().path("sender"), address.getHost(), address.getPort());
  }

  /** Starts it, with new keys for the receiver and one account, in an existing directory. */
  public static FiksIoPortal start(Path directory) {
    return new FiksIoPortal(directory);
  }

  /** The account's settings, by their names below {@code lagret.portal.fiks-io}. */
  public Map<String, String> settings() {
    return settings;
  }

  /** The same as settings of the gateway, {@code lagret.portal.fiks-io.<name>=<value>}. */
  public Stream<String> gatewaySettings() {
    return settings.entrySet().stream()
        .map(setting -> "lagret.portal.fiks-io." + setting.getKey() + "=" + setting.getValue());
  }

  /** One more account, whose reports are sealed with this certificate, and its settings. */
  public Map<String, String> account(Path certificate) {
    Map<String, String> made = new LinkedHashMap<>();
    ObjectNode asked = Controls.JSON.createObjectNode();
    try {
      asked.put("certificate", Files.readString(certificate));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    controls
        .post("account", asked)
        .properties()
        .forEach(setting -> made.put(setting.getKey(), setting.getValue().asString()));
    return made;
  }

  public String accountId() {
    return settings.get("account-id");
  }

  /** The receiver's private key, PKCS#8 PEM. */
  public Path privateKey() {
    return keys.key();
  }

  /** The receiver's certificate, PEM. */
  public Path certificate() {
    return keys.certificate();
  }

  /** Sends a report of a private person; the same report with the melding-id that it was given. */
  public InventedReport sends(InventedReport report) {
    return sends(report, PRIVATE);
  }

  /** Sends a report as a message of this type. */
  public InventedReport sends(InventedReport report, String type) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("bekymringsmelding.json", json(type).getBytes(StandardCharsets.UTF_8));
    files.put("bekymringsmelding.pdf", report.pdf());
    return new InventedReport(
        sends(report.reportId(), type, files), report.reportId(), report.pdf());
  }

  /** Sends these files in their order, packed and sealed by KS's library; the melding-id. */
  public String sends(String reportId, String type, Map<String, byte[]> files) {
    return sends(reportId, type, sender.seals(files, keys.certificate()));
  }

  /** Sends this body as it is; the melding-id. */
  public String sends(String reportId, String type, byte[] body) {
    return sendsTo(accountId(), reportId, type, body);
  }

  /** Sends a report to another account, sealed with its certificate. */
  public InventedReport sendsTo(String accountId, Path certificate, InventedReport report) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("bekymringsmelding.json", json(PRIVATE).getBytes(StandardCharsets.UTF_8));
    files.put("bekymringsmelding.pdf", report.pdf());
    return new InventedReport(
        sendsTo(accountId, report.reportId(), PRIVATE, sender.seals(files, certificate)),
        report.reportId(),
        report.pdf());
  }

  private String sendsTo(String accountId, String reportId, String type, byte[] body) {
    return sender.sends(accountId, type, Map.of("bekymringsmelding-id", reportId), body);
  }

  /** Packs and seals these files with KS's library, to be changed and sent as they are. */
  public byte[] seals(Map<String, byte[]> files) {
    return sender.seals(files, keys.certificate());
  }

  /** Seals these bytes, which need not be a container, with OpenSSL. */
  public byte[] sealsAsTheyAre(byte[] clear) {
    return openSsl.seals(clear, keys);
  }

  /**
   * Puts a message into the queue past KS's API, changed by the test: {@code id}, {@code reportId},
   * {@code type}, {@code size} or {@code pdf}, {@code json}, {@code sealed}, {@code headers} (to
   * set), {@code remove} (headers), {@code apart} (body in Dokumentlager), {@code accountId}. What
   * is not said is as usual. Gives the melding-id.
   */
  public String publishes(Consumer<ObjectNode> change) {
    ObjectNode asked = Controls.JSON.createObjectNode();
    change.accept(asked);
    return controls.post("offer", asked).path("id").asString();
  }

  /**
   * Sends a new report of so many bytes that the stand-in itself writes and seals: quicker where
   * many are needed.
   */
  public InventedReport sendsItsOwn(int bytes) {
    InventedReport report = InventedReport.ofSize(bytes);
    String id = publishes(asked -> asked.put("reportId", report.reportId()).put("size", bytes));
    return new InventedReport(id, report.reportId(), report.pdf());
  }

  /** {@code login}, {@code token}, {@code catalogue}, {@code send} or {@code payload}. */
  public Misbehaving behaves(String call) {
    return new Misbehaving(controls, call);
  }

  /** Tells the account that an answer of its own came to nothing. */
  public void givesBack(String meldingId, String type, String fate) {
    controls.post(
        "return",
        Controls.JSON
            .createObjectNode()
            .put("meldingId", meldingId)
            .put("type", type)
            .put("fate", fate));
  }

  /** Kills RabbitMQ (SIGKILL). */
  public void brokerDies() {
    broker("kill");
  }

  /** Starts RabbitMQ again, on the same port, with what it held. */
  public void brokerIsBack() {
    broker("start");
  }

  private void broker(String does) {
    controls.post("broker", Controls.JSON.createObjectNode().put("does", does));
  }

  /** Ends every AMQP connection of the gateway; it may come back at once. */
  public void cutsTheCable() {
    cable("cut");
  }

  /** Ends every AMQP connection of the gateway, and each new one, until {@link #plugsIn}. */
  public void unplugs() {
    cable("unplugged");
  }

  public void plugsIn() {
    cable("plugged");
  }

  private void cable(String is) {
    controls.post("cable", Controls.JSON.createObjectNode().put("is", is));
  }

  /** Cuts when so many more bytes have come to the gateway. */
  public void cutsAfterBytesToGateway(long bytes) {
    controls.post("cable", Controls.JSON.createObjectNode().put("toClient", bytes));
  }

  /** Cuts when so many more bytes have come from the gateway. */
  public void cutsAfterBytesFromGateway(long bytes) {
    controls.post("cable", Controls.JSON.createObjectNode().put("toServer", bytes));
  }

  /** How many messages wait in the account's queue, not in work at any gateway. */
  public int waiting() {
    return queue().path("waiting").asInt(-1);
  }

  /** How many consumers the account's queue has. */
  public int consumers() {
    return queue().path("consumers").asInt(-1);
  }

  private JsonNode queue() {
    return controls.state().path("accounts").path(accountId());
  }

  /** Waits until the gateway listens. */
  public void waitsForConsumer() {
    await("a consumer of the account's queue").atMost(LONG_ENOUGH).until(() -> consumers() == 1);
  }

  public void waitsForConfirmationOf(InventedReport report) {
    await("mottatt for " + report.dispatchId())
        .atMost(LONG_ENOUGH)
        .until(() -> confirmationsOf(report.dispatchId()) > 0);
  }

  /** How many {@code mottatt} came for this message. */
  public int confirmationsOf(String meldingId) {
    return journal.named("confirmed", "id", meldingId).size();
  }

  /** Every {@code mottatt}: {@code {"id" of the message, "meldingId" of the answer, …}}. */
  public List<JsonNode> confirmations() {
    return journal.named("confirmed");
  }

  /** The messages with a {@code mottatt}, each once, in order. */
  public List<String> confirmedDispatches() {
    return confirmations().stream().map(line -> line.path("id").asString()).distinct().toList();
  }

  /** {@code {"id", "feilmelding", …}} of each {@code feilet}; the gateway sends none by itself. */
  public List<JsonNode> negativeReceipts() {
    return journal.named("negative-receipt");
  }

  /** How often RabbitMQ delivered this message, the first time included. */
  public int deliveriesOf(String meldingId) {
    return journal.named("delivered", "id", meldingId).size();
  }

  /** How many deliveries were repetitions. */
  public long redeliveries() {
    return journal.named("delivered").stream().filter(e -> e.path("again").asBoolean()).count();
  }

  /**
   * Messages that RabbitMQ has given up, {@code {"id", "reason"}}: {@code rejected} by a nack,
   * {@code delivery_limit} after three failed deliveries.
   */
  public List<JsonNode> givenUp() {
    return journal.named("dead-lettered");
  }

  /** How often payloads were fetched from Dokumentlager. */
  public int payloadsFetched() {
    return journal.named("payload").size();
  }

  /** How often somebody logged in at RabbitMQ. */
  public int logins() {
    return journal.named("login").size();
  }

  /** How many tokens were given. */
  public int tokens() {
    return journal.named("token").size();
  }

  /** {@code {"integrationId", "wrong"}} of each refused login at RabbitMQ. */
  public List<JsonNode> refusedLogins() {
    return journal.named("refused-login");
  }

  /** {@code {"call", "wrong"}} of each refused call. */
  public List<JsonNode> refusedCredentials() {
    return journal.named("refused-credentials");
  }

  /** KS's HTTP side drops every connection until {@link #isUp}; RabbitMQ stays. */
  public void isDown() {
    controls.post("down");
  }

  public void isUp() {
    controls.post("up");
  }

  /** Behaves well again. */
  public void reset() {
    controls.post("reset");
  }

  /** The process itself, to be killed and started again. */
  public StandInProcess process() {
    return process;
  }

  /** What comes with the PDF, invented. */
  public static String json(String type) {
    return SampleReport.form(type);
  }

  @Override
  public void close() {
    sender.close();
    process.close();
  }
}
