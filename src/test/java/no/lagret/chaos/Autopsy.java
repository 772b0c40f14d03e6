package no.lagret.chaos;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.broker.LyingMessage;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.Queue;
import no.lagret.ledger.EventType;
import no.lagret.ledger.VerifyLedger;
import no.lagret.report.Digests;
import no.lagret.report.ReportState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a data directory holds after its gateway is gone: whether ledger and queues tell the same
 * story, and whether they know all that the portal was told.
 */
final class Autopsy {

  /** Where a dispatch stands: by its last event, or by the message that holds it. */
  private record Place(int generation, int step, int rank, EventType type) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::generation)
            .thenComparingInt(Place::step)
            .thenComparingInt(Place::rank);

    boolean same(Place other) {
      return generation == other.generation && step == other.step;
    }

    @Override
    public String toString() {
      return type + " " + generation + "." + step;
    }
  }

  private final Map<String, Place> told = new HashMap<>();
  private final Map<String, Place> lying = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private Autopsy() {}

  /**
   * Reads it, and leaves its queues empty.
   *
   * @param confirmed dispatches of which the portal had been told that they are stored
   * @return what must not be
   */
  static List<String> of(Path data, Set<String> confirmed) {
    Autopsy autopsy = new Autopsy();
    try {
      autopsy.readLedger(data);
      autopsy.readQueues(data);
      autopsy.compare(confirmed);
    } catch (Exception | AssertionError e) {
      autopsy.wrong.add("cannot be read: " + e);
    }
    return autopsy.wrong;
  }

  private void readLedger(Path data) {
    int outcome = VerifyLedger.run(new String[] {"--lagret.data-directory=" + data});
    if (outcome != 0) {
      wrong.add("verify-ledger ends with " + outcome);
    }
    new LedgerFile(data).events().forEach(this::tell);
  }

  private void readQueues(Path data) throws Exception {
    try (OwnBroker broker = new OwnBroker(data)) {
      for (Queue queue : Queue.values()) {
        for (LyingMessage message : broker.lying(queue)) {
          if (message.where() == LyingMessage.Where.SCHEDULED) {
            broker.deliverNow(message);
          }
        }
        for (OwnBroker.Taken taken : broker.drain(queue)) {
          read(queue, taken);
        }
      }
    }
  }

  private void read(Queue queue, OwnBroker.Taken taken) throws Exception {
    if (queue == Queue.LEDGER) {
      tell(new String(taken.body(), StandardCharsets.UTF_8));
      return;
    }
    String dispatch = taken.message().getStringProperty("LagretDispatch");
    Place place =
        new Place(
            taken.message().getIntProperty("LagretGeneration"),
            taken.message().getIntProperty("LagretStep"),
            0,
            EventType.QUEUED);
    if (lying.put(dispatch, place) != null) {
      wrong.add("twice in the queues: " + dispatch);
    }
    if (queue != Queue.CONFIRMATIONS
        && !Digests.sha256(taken.body())
            .equals(taken.message().getStringProperty("LagretSealedSha256"))) {
      wrong.add("changed in " + queue.address() + ": " + dispatch);
    }
  }

  /** A body that is no event is a barrier. */
  private void tell(String json) {
    JsonNode event = JsonMapper.shared().readTree(json.startsWith("{") ? json : "{}");
    String dispatch = event.path("dispatchId").asString("");
    if (!dispatch.isEmpty()) {
      EventType type = EventType.valueOf(event.path("type").asString(""));
      Place place =
          new Place(
              event.path("generation").asInt(0), event.path("step").asInt(0), type.rank(), type);
      if (type.state().isPresent()) {
        told.merge(dispatch, place, (a, b) -> Place.ORDER.compare(a, b) < 0 ? b : a);
      }
    }
  }

  private void compare(Set<String> confirmed) {
    told.forEach(
        (dispatch, place) -> {
          Place message = lying.get(dispatch);
          boolean settled = place.type().state().orElseThrow().isFinal();
          if (settled != (message == null) || (message != null && !message.same(place))) {
            wrong.add("told as " + place + ", in the queues as " + message + ": " + dispatch);
          }
        });
    lying.keySet().stream()
        .filter(dispatch -> !told.containsKey(dispatch))
        .forEach(dispatch -> wrong.add("in the queues, and the ledger knows nothing: " + dispatch));
    for (String dispatch : confirmed) {
      Place place = told.get(dispatch);
      ReportState state = place == null ? null : place.type().state().orElseThrow();
      if (state != ReportState.STORED && (state == null || !state.isFinal())) {
        wrong.add("confirmed, and the ledger has it as " + place + ": " + dispatch);
      }
    }
  }
}
