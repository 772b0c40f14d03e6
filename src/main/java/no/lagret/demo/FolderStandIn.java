package no.lagret.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for a case system that imports from a folder: takes what lies there again and again,
 * keeps it, lays the receipts down, and misbehaves as told, through {@code /control/…} or here.
 */
public final class FolderStandIn implements StandInForCaseSystem {

  static final Map<String, Set<String>> KINDS =
      Map.of(
          "import",
          Stream.concat(
                  Receipts.KINDS.stream(),
                  Stream.of(
                      "normal",
                      "leave",
                      "silent",
                      "late",
                      "torn",
                      "second",
                      "lie",
                      "truncate-store",
                      "corrupt-store"))
              .collect(Collectors.toUnmodifiableSet()));

  private static final int SOON_SECONDS = 3;

  private final ImportFolder folder;
  private final Behaviours behaviours = new Behaviours(KINDS);
  private final StandInControl control;
  private final WireServer server;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Threads.named("stand-in-import"));

  /**
   * Starts it; what it had taken out before it was killed is stored and receipted first.
   *
   * @param port for {@code /control}, 0 for a free one
   * @param every how long after one look into the folder comes the next
   */
  public FolderStandIn(int port, ImportFolder folder, Duration every) {
    this.folder = folder;
    this.control = new StandInControl(behaviours, Map.of(), folder::state);
    this.server = new WireServer(port, this::answer);
    control.attach(server);
    clock.execute(() -> folder.begun().forEach(report -> importAs(null, report)));
    clock.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where {@code /control} hangs. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void behave(String behaviour) {
    behaviours.add(Behaviour.parse(behaviour));
  }

  /** Forgets every behaviour. */
  public void behaveWell() {
    behaviours.clear();
  }

  @Override
  public boolean holds(String reportId, byte[] file) {
    return folder.holds(reportId, file);
  }

  @Override
  public void close() {
    Threads.end(clock);
    server.close();
    control.close();
    folder.close();
  }

  private Answer answer(Request request) {
    Answer controlled = control.answer(request);
    return controlled == null ? Answer.empty(404) : controlled;
  }

  private void look() {
    if (!control.isDown()) {
      folder.lying().forEach(this::look);
    }
  }

  private void look(String name) {
    try {
      Behaviour behaviour = behaviours.take("import", folder.reportId(name));
      if (behaviour == null || !behaviour.is("leave")) {
        importAs(behaviour, folder.takeOut(name));
      }
    } catch (RuntimeException e) {
      // The gateway took it back meanwhile, or it is no report: it stays, and is looked at again.
      return;
    }
  }

  private void importAs(@Nullable Behaviour behaviour, ImportFolder.Taken report) {
    String name = report.name() + ".json";
    ObjectNode receipt = receipt(behaviour, report.reportId(), report.files());
    if (behaviour == null) {
      folder.lay(name, Json.text(receipt));
    } else {
      lay(behaviour, name, receipt);
    }
    folder.forget(report);
  }

  private void lay(Behaviour behaviour, String name, ObjectNode receipt) {
    switch (behaviour.kind()) {
      case "silent" -> {}
      case "late" -> layLater(behaviour, name, receipt);
      case "torn" -> {
        String text = Json.text(receipt);
        folder.lay(name, text.substring(0, behaviour.number("bytes", text.length() / 2)));
      }
      case "second" -> {
        folder.lay(name, Json.text(receipt));
        String other = receipt.path("journalpostId").asString("") + "-2";
        layLater(behaviour, name, receipt.deepCopy().put("journalpostId", other));
      }
      default -> folder.lay(name, Json.text(Receipts.spoiled(receipt, behaviour)));
    }
  }

  private ObjectNode receipt(@Nullable Behaviour behaviour, String reportId, List<Part> files) {
    if (behaviour != null && behaviour.is("lie")) {
      return Receipts.of(reportId, "2023/4711-1", files);
    }
    boolean damaged = behaviour != null && behaviour.kind().endsWith("-store");
    return folder
        .keep(reportId, damaged ? CaseSystemPut.damaged(files, behaviour) : files)
        .receipt();
  }

  private void layLater(Behaviour behaviour, String name, ObjectNode receipt) {
    clock.schedule(
        () -> folder.lay(name, Json.text(receipt)),
        behaviour.number("seconds", SOON_SECONDS),
        TimeUnit.SECONDS);
  }
}
