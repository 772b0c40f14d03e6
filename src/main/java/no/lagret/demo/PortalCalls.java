package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four calls of channel SVARINN. */
final class PortalCalls {

  private static final Set<String> OF_CONTENT = Set.of("plain-pdf", "garbage", "zero", "short-der");

  /** What each call understands. */
  static final Map<String, Set<String>> KINDS =
      Map.of(
          "list", with(with(PortalList.OF_AN_ENTRY, PortalList.OF_THE_LIST), Faults.KINDS),
          "fetch", with(OF_CONTENT, Faults.KINDS),
          "confirm", with(Set.of("gone"), Faults.KINDS),
          "negative-receipt", Faults.KINDS);

  private final Offers offers;
  private final PortalList list;
  private final EventJournal journal;
  private final Behaviours behaviours;

  PortalCalls(
      Offers offers, EventJournal journal, Behaviours behaviours, Supplier<String> baseUrl) {
    this.offers = offers;
    this.list = new PortalList(offers, journal, behaviours, baseUrl);
    this.journal = journal;
    this.behaviours = behaviours;
  }

  Answer answer(Request request, List<String> path) {
    String call = request.method() + " " + String.join("/", path.subList(0, path.size() - 1));
    String last = path.get(path.size() - 1);
    return switch (call) {
      case "GET mottaker" -> last.equals("hentNyeForsendelser") ? list() : Answer.empty(404);
      case "GET forsendelse" -> fetch(last);
      case "POST kvitterMottak/forsendelse" -> confirm(last);
      case "POST mottakFeilet/forsendelse" -> refuse(last, request.body());
      default -> Answer.empty(404);
    };
  }

  private Answer list() {
    Behaviour behaviour = behaviours.take("list", null, with(PortalList.OF_THE_LIST, Faults.KINDS));
    return faulty(behaviour, () -> list.answer(behaviour));
  }

  private Answer fetch(String id) {
    Behaviour behaviour = behaviours.take("fetch", id);
    return faulty(
        behaviour,
        () -> {
          Offer offer = offers.find(id);
          if (offer == null) {
            return notFound();
          }
          byte[] bytes = content(offer, behaviour);
          journal.append("fetched", Json.object().put("id", id).put("size", bytes.length));
          return Answer.of(200, "application/pdf", bytes);
        });
  }

  private static byte[] content(Offer offer, @Nullable Behaviour behaviour) {
    return switch (behaviour == null ? "" : behaviour.kind()) {
      case "plain-pdf" -> offer.pdf();
      case "zero" -> new byte[0];
      case "garbage" -> Sha256.hex(offer.bytes()).repeat(64).getBytes(StandardCharsets.US_ASCII);
      case "short-der" -> Arrays.copyOf(offer.bytes(), offer.bytes().length / 2);
      default -> offer.bytes();
    };
  }

  private Answer confirm(String id) {
    Behaviour behaviour = behaviours.take("confirm", id);
    if (behaviour != null && behaviour.is("gone")) {
      offers.forget(id);
    }
    return faulty(behaviour, () -> settle(id, "confirmed", Json.object()));
  }

  private Answer refuse(String id, byte[] body) {
    return faulty(
        behaviours.take("negative-receipt", id),
        () -> {
          try {
            JsonNode reason = Json.read(body);
            return settle(
                id,
                "negative-receipt",
                Json.object()
                    .put("feilmelding", reason.path("feilmelding").asString(""))
                    .put("permanent", reason.path("permanent").asBoolean(false)));
          } catch (JacksonException e) {
            return Answer.problem(400, "about:blank", "Ikke JSON", "feilmelding, permanent");
          }
        });
  }

  private Answer settle(String id, String event, ObjectNode details) {
    if (offers.find(id) == null) {
      return notFound();
    }
    offers.settle(id, event, details);
    return Answer.empty(200);
  }

  /** The kinds of the call itself act as asked; all others are the server's. */
  private static Answer faulty(@Nullable Behaviour behaviour, Supplier<Answer> act) {
    if (behaviour == null || Faults.KINDS.contains(behaviour.kind())) {
      return Faults.answer(behaviour, act);
    }
    return act.get().with(behaviour.headers());
  }

  private static Answer notFound() {
    return Answer.problem(404, "about:blank", "Ukjent forsendelse", "Finnes ikke");
  }

  private static Set<String> with(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }
}
