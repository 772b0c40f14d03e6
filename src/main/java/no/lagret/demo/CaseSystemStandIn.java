package no.lagret.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the case system over real HTTP on the loopback address. Keeps what it is given in
 * files, answers from those files, and misbehaves as told, through {@code /control/…} or here.
 */
public final class CaseSystemStandIn implements StandInForCaseSystem {

  private final EventJournal journal;
  private final Behaviours behaviours = new Behaviours(CaseSystemCalls.KINDS);
  private final CaseSystemStore store;
  private final CaseSystemCalls calls;
  private final StandInControl control;
  private final WireServer server;
  private final String token;

  /**
   * Starts it, with the reports that {@code directory} holds.
   *
   * @param port 0 for a free one
   * @param journal the file of events
   * @param token the bearer token that is asked for
   */
  public CaseSystemStandIn(int port, Path journal, Path directory, String token) {
    this.journal = new EventJournal(journal);
    this.store = new CaseSystemStore(directory, this.journal);
    this.calls = new CaseSystemCalls(store, this.journal, behaviours);
    this.control =
        new StandInControl(
            behaviours,
            Map.of(
                "vanish", this::vanish,
                "alter", this::alter,
                "register", this::register,
                "reset", this::reset),
            store::state);
    this.token = token;
    this.server = new WireServer(port, this::answer);
    control.attach(server);
  }

  /** What the gateway is to be given as the case system's address; {@code /control} hangs there. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void behave(String behaviour) {
    behaviours.add(Behaviour.parse(behaviour));
  }

  @Override
  public boolean holds(String reportId, byte[] file) {
    return store.holds(reportId, file);
  }

  /** Refuses every connection for some seconds. */
  public void goDown(int seconds) {
    control.down(true, seconds);
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
    if (!("Bearer " + token).equals(request.header("Authorization"))) {
      journal.append("refused-credentials", Json.object().put("call", request.path()));
      return Answer.empty(401).with(List.of(new Header("WWW-Authenticate", "Bearer")));
    }
    List<String> path = request.segmentsAfter("/bekymringsmeldinger");
    return path == null ? Answer.empty(404) : calls.answer(request, path);
  }

  private ObjectNode vanish(ObjectNode asked) {
    store.vanish(reportId(asked));
    return Json.object();
  }

  private ObjectNode alter(ObjectNode asked) {
    store.alter(reportId(asked));
    return Json.object();
  }

  private ObjectNode register(ObjectNode asked) {
    return store
        .register(reportId(asked), asked.path("journalpostId").asString("2026/1-1"))
        .receipt();
  }

  private ObjectNode reset(ObjectNode asked) {
    if (asked.path("all").asBoolean(false)) {
      store.vanishAll();
    }
    return Json.object();
  }

  private static String reportId(ObjectNode asked) {
    return asked.path("reportId").asString("");
  }
}
