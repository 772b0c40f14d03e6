package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the portal holds: every dispatch it has offered and whether it is settled. Comes back after
 * a restart from the journal and the files beside it.
 */
final class Offers {

  private final EventJournal journal;
  private final Path directory;
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();

  Offers(EventJournal journal, Path directory) {
    this.journal = journal;
    this.directory = DurableFiles.directory(directory);
    journal.events().forEach(this::replay);
  }

  synchronized void add(Offer offer) {
    Path folder = DurableFiles.directory(folder(offer.id()));
    DurableFiles.write(folder.resolve("entry.json"), Json.bytes(offer.entry()));
    DurableFiles.write(folder.resolve("report.pdf"), offer.pdf());
    DurableFiles.write(folder.resolve("fetched.bin"), offer.bytes());
    journal.append(
        "offered",
        Json.object()
            .put("id", offer.id())
            .put("reportId", offer.entry().path("eksternRef").asString(""))
            .put("sha256", Sha256.hex(offer.pdf()))
            .put("size", offer.pdf().length));
    offers.put(offer.id(), offer);
    settled.remove(offer.id());
  }

  synchronized @Nullable Offer find(String id) {
    return offers.get(id);
  }

  /** A dispatch, and whether it was settled. */
  record Held(Offer offer, boolean settled) {}

  /** All, as they were at one moment. */
  synchronized List<Held> all() {
    return offers.values().stream()
        .map(offer -> new Held(offer, settled.contains(offer.id())))
        .toList();
  }

  /** Settles a dispatch with {@code confirmed} or {@code negative-receipt}. */
  synchronized void settle(String id, String event, ObjectNode details) {
    journal.append(event, details.put("id", id).put("again", settled.contains(id)));
    settled.add(id);
  }

  /** Forgets a dispatch as if it had never been, or had been deleted. */
  synchronized void forget(String id) {
    journal.append("forgotten", Json.object().put("id", id));
    offers.remove(id);
    settled.remove(id);
  }

  synchronized void forgetAll() {
    journal.append("reset", Json.object());
    offers.clear();
    settled.clear();
  }

  synchronized ObjectNode state() {
    ObjectNode state = Json.object().put("offered", offers.size()).put("settled", settled.size());
    addAll(state, "waiting", offers.keySet().stream().filter(id -> !settled.contains(id)).toList());
    return state;
  }

  private static void addAll(ObjectNode to, String name, Collection<String> ids) {
    var array = to.putArray(name);
    ids.forEach(array::add);
  }

  private void replay(ObjectNode line) {
    String id = line.path("id").asString("");
    switch (line.path("event").asString("")) {
      case "offered" -> {
        Path folder = folder(id);
        offers.put(
            id,
            new Offer(
                id,
                Json.readObject(DurableFiles.read(folder.resolve("entry.json"))),
                DurableFiles.read(folder.resolve("report.pdf")),
                DurableFiles.read(folder.resolve("fetched.bin"))));
        settled.remove(id);
      }
      case "confirmed", "negative-receipt" -> settled.add(id);
      case "forgotten" -> offers.remove(id);
      case "reset" -> {
        offers.clear();
        settled.clear();
      }
      default -> {}
    }
  }

  // An id may hold anything; its digest is always a file name.
  private Path folder(String id) {
    return directory.resolve(Sha256.hex(id.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
  }
}
