package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the national portal, channel SVARINN, over real HTTP on the loopback address. Lists
 * each dispatch until it is confirmed and misbehaves as told, through {@code /control/…} or here.
 */
public final class PortalStandIn implements AutoCloseable {

  private static final String BASE_PATH = "/bekymringsmelding-svarinn-mottak/api/v1";

  /** No such call is in KS's interface: it is what the gateway's canary asks for. */
  private static final List<String> TEST_MODE = List.of("testmodus", "send");

  private final EventJournal journal;
  private final Behaviours behaviours = new Behaviours(PortalCalls.KINDS);
  private final PortalSeal seal;
  private final Offers offers;
  private final PortalCalls calls;
  private final StandInControl control;
  private final WireServer server;
  private final String authorization;

  /**
   * Starts it, with what it held when it last ran on this journal.
   *
   * @param port 0 for a free one
   * @param journal the file of events; what is offered lies beside it
   * @param certificatePem the receiver's
   */
  public PortalStandIn(
      int port, Path journal, Path certificatePem, String username, String password) {
    this.journal = new EventJournal(journal);
    this.seal = new PortalSeal(certificatePem);
    this.offers =
        new Offers(this.journal, journal.resolveSibling(journal.getFileName() + ".dispatches"));
    this.calls = new PortalCalls(offers, this.journal, behaviours, this::baseUrl);
    this.control =
        new StandInControl(
            behaviours,
            Map.of("offer", this::offer, "forget", this::forget, "reset", this::reset),
            offers::state);
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.server = new WireServer(port, this::answer);
    control.attach(server);
  }

  /** What the gateway is to be given as the portal's address. */
  public String baseUrl() {
    return origin() + BASE_PATH;
  }

  /** Where {@code /control} hangs. */
  public String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Offers an invented report of {@code size} bytes; its dispatch id. */
  public String offer(String reportId, int size) {
    return offer(Json.object().put("eksternRef", reportId).put("size", size)).path("id").asString();
  }

  /**
   * Offers an invented report.
   *
   * @param sentAt when it was sent, as the portal says
   * @param encoding of the sealed bytes: {@code ber} or {@code der}
   * @return its dispatch id
   */
  public String offer(String reportId, int size, Instant sentAt, String encoding) {
    return offer(
            Json.object()
                .put("eksternRef", reportId)
                .put("size", size)
                .put("date", sentAt.toEpochMilli())
                .put("encoding", encoding))
        .path("id")
        .asString();
  }

  /** Whether a dispatch is confirmed or was given back. */
  public boolean isSettled(String dispatchId) {
    return offers.all().stream()
        .anyMatch(held -> held.settled() && held.offer().id().equals(dispatchId));
  }

  /** Sets a behaviour, as {@code --behaviour} and {@code /control/behaviour} do. */
  public void behave(String behaviour) {
    behaviours.add(Behaviour.parse(behaviour));
  }

  @Override
  public void close() {
    server.close();
    control.close();
    journal.close();
  }

  private Answer answer(Request request) {
    Answer controlled = control.answer(request);
    if (controlled != null) {
      return controlled;
    }
    if (control.isDown()) {
      return Answer.empty(503).with(new Manner(Manner.Kind.DROP, 0));
    }
    if (!authorization.equals(request.header("Authorization"))) {
      journal.append("refused-credentials", Json.object().put("call", request.path()));
      return Answer.empty(401)
          .with(List.of(new Header("WWW-Authenticate", "Basic realm=\"stand-in\"")));
    }
    List<String> path = request.segmentsAfter(BASE_PATH);
    if (TEST_MODE.equals(path) && request.method().equals("POST")) {
      return send(Json.readObject(request.body()).path("eksternRef").asString(""));
    }
    return path == null || path.size() < 2 ? Answer.empty(404) : calls.answer(request, path);
  }

  private ObjectNode offer(ObjectNode asked) {
    Offer offer = Offer.from(asked, seal);
    offers.add(offer);
    return Json.object().put("id", offer.id()).put("sha256", Sha256.hex(offer.pdf()));
  }

  /** Test mode: sends an invented report under the reference that is asked for. */
  private Answer send(String reportId) {
    if (reportId.isBlank()) {
      return Answer.problem(400, "about:blank", "eksternRef mangler", "{\"eksternRef\": \"…\"}");
    }
    return Answer.json(202, offer(Json.object().put("eksternRef", reportId)));
  }

  private ObjectNode forget(ObjectNode asked) {
    offers.forget(asked.path("id").asString(""));
    return Json.object();
  }

  private ObjectNode reset(ObjectNode asked) {
    if (asked.path("all").asBoolean(false)) {
      offers.forgetAll();
    }
    return Json.object();
  }
}
