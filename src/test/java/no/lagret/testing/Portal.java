package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The national portal, as a test sees it. What it seals is sealed by OpenSSL. */
public final class Portal implements AutoCloseable {

  private static final String USERNAME = "integrasjon";
  private static final String PASSWORD = "oppdiktet-passord";

  private final OpenSsl openSsl;
  private final OpenSsl.Pair keys;
  private final StandInProcess process;
  private final Controls controls;
  private final JournalFile journal;
  private byte[] lastPdf = {};
  private byte @Nullable [] lastSealed;

  private Portal(Path directory) {
    openSsl = new OpenSsl(directory);
    keys = openSsl.pair("mottaker");
    Path file = directory.resolve("portal.jsonl");
    process =
        StandInProcess.start(
            directory,
            "portal",
            "--journal=" + file,
            "--certificate=" + keys.certificate(),
            "--username=" + USERNAME,
            "--password=" + PASSWORD);
    controls = new Controls(process);
    journal = new JournalFile(file);
  }

  /** Starts it, with new keys for the receiver, in an existing directory. */
  public static Portal start(Path directory) {
    return new Portal(directory);
  }

  public String baseUrl() {
    return process.baseUrl();
  }

  public String username() {
    return USERNAME;
  }

  public String password() {
    return PASSWORD;
  }

  /** The receiver's private key, PKCS#8 PEM. */
  public Path privateKey() {
    return keys.key();
  }

  /** The receiver's certificate, PEM. */
  public Path certificate() {
    return keys.certificate();
  }

  /** Offers a report sealed to the receiver. */
  public InventedReport offers(InventedReport report) {
    return offers(report, offer -> {});
  }

  /**
   * Offers a report whose entry or bytes the test changes: {@code fields}, {@code file}, {@code
   * remove}, {@code removeFromFile}, {@code date}, {@code sealed}, {@code eksternRef}.
   */
  public InventedReport offers(InventedReport report, Consumer<ObjectNode> change) {
    ObjectNode offer =
        Controls.JSON
            .createObjectNode()
            .put("id", report.dispatchId())
            .put("eksternRef", report.reportId())
            .put("pdf", base64(report.pdf()))
            .put("sealed", base64(sealed(report.pdf())));
    change.accept(offer);
    controls.post("offer", offer);
    return report;
  }

  /**
   * Offers a new report of so many bytes that the portal itself writes and seals: quicker than
   * OpenSSL where many are needed.
   */
  public void offersItsOwn(int bytes) {
    controls.post("offer", Controls.JSON.createObjectNode().put("size", bytes));
  }

  /** Starting a process is slow: the same bytes, one after the other, are sealed once. */
  private byte[] sealed(byte[] pdf) {
    if (lastSealed == null || !Arrays.equals(lastPdf, pdf)) {
      lastPdf = pdf;
      lastSealed = openSsl.seals(pdf, keys);
    }
    return lastSealed;
  }

  /** {@code list}, {@code fetch}, {@code confirm} or {@code negative-receipt}. */
  public Misbehaving behaves(String call) {
    return new Misbehaving(controls, call);
  }

  /** The confirmed dispatches, each once, in order. */
  public List<String> confirmedDispatches() {
    return journal.named("confirmed").stream()
        .map(line -> line.path("id").asString(""))
        .distinct()
        .toList();
  }

  /** How many of those it holds are confirmed; quicker than {@link #confirmedDispatches}. */
  public int settled() {
    return controls.state().path("settled").asInt();
  }

  /** The dispatches it holds that nobody has confirmed. */
  public List<String> waiting() {
    return controls.state().path("waiting").valueStream().map(id -> id.asString("")).toList();
  }

  /** How often this dispatch was confirmed. */
  public int confirmationsOf(String dispatchId) {
    return journal.named("confirmed", "id", dispatchId).size();
  }

  /** How often this dispatch was fetched. */
  public int fetchesOf(String dispatchId) {
    return journal.named("fetched", "id", dispatchId).size();
  }

  /** How often it was asked for its list, and answered it. */
  public int lists() {
    return journal.named("listed").size();
  }

  /** {@code {"id", "feilmelding", "permanent"}} of each; the gateway sends none by itself. */
  public List<JsonNode> negativeReceipts() {
    return journal.named("negative-receipt");
  }

  public int refusedCredentials() {
    return journal.named("refused-credentials").size();
  }

  public void waitsForConfirmationOf(InventedReport report) {
    await("confirmation of dispatch " + report.dispatchId())
        .atMost(LONG_ENOUGH)
        .until(() -> confirmationsOf(report.dispatchId()) > 0);
  }

  /** Opens with OpenSSL what was sealed to the receiver. */
  public byte[] opens(byte[] sealed) {
    return openSsl.opens(sealed, keys);
  }

  /** Deletes a dispatch, as after printing it. */
  public void forgets(String dispatchId) {
    controls.post("forget", Controls.JSON.createObjectNode().put("id", dispatchId));
  }

  /** Drops every connection until {@link #isUp}. */
  public void isDown() {
    controls.post("down");
  }

  public void isUp() {
    controls.post("up");
  }

  /** Behaves well again and forgets every dispatch; counts start anew. */
  public void reset() {
    controls.post("reset", Controls.JSON.createObjectNode().put("all", true));
  }

  /** The process itself, to be killed and started again. */
  public StandInProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
