package no.lagret.demo;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists what is not yet confirmed, with every mistake that a list can have. */
final class PortalList {

  /** Kinds that concern one entry, or each of them when no id is given. */
  static final Set<String> OF_AN_ENTRY = Set.of("fields", "repeat", "omit", "keep");

  /** Kinds that concern the list as a whole. */
  static final Set<String> OF_THE_LIST = Set.of("malformed", "huge");

  private final Offers offers;
  private final EventJournal journal;
  private final Behaviours behaviours;
  private final Supplier<String> baseUrl;

  PortalList(Offers offers, EventJournal journal, Behaviours behaviours, Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
    this.offers = offers;
    this.journal = journal;
    this.behaviours = behaviours;
  }

  Answer answer(@Nullable Behaviour whole) {
    ArrayNode list = Json.object().putArray("list");
    offers.all().forEach(held -> entries(held).forEach(list::add));
    ObjectNode listed = Json.object();
    ArrayNode ids = listed.putArray("ids");
    list.forEach(entry -> ids.add(entry.path("id").asString("")));
    journal.append("listed", listed);
    if (whole != null && whole.is("huge")) {
      fill(list, whole.number("entries", 10_000));
    }
    String json = Json.text(list).replace(Offer.BASE_URL, baseUrl.get());
    if (whole != null && whole.is("malformed")) {
      return Answer.text(
          200, "application/json", json.substring(0, json.length() - 1) + ",{\"id\":");
    }
    return Answer.text(200, "application/json", json);
  }

  private List<ObjectNode> entries(Offers.Held held) {
    Offer offer = held.offer();
    Behaviour behaviour = behaviours.take("list", offer.id(), OF_AN_ENTRY);
    boolean kept = behaviour != null && behaviour.is("keep");
    boolean omitted = behaviour != null && behaviour.is("omit");
    if (omitted || (held.settled() && !kept)) {
      return List.of();
    }
    ObjectNode entry =
        behaviour != null && behaviour.is("fields")
            ? Offer.changed(offer.entry(), behaviour.options())
            : offer.entry();
    return Collections.nCopies(behaviour != null && behaviour.is("repeat") ? 2 : 1, entry);
  }

  private static void fill(ArrayNode list, int entries) {
    while (list.size() < entries) {
      list.addObject()
          .put("id", UUID.randomUUID().toString())
          .put("tittel", InventedPerson.TITLE)
          .put("date", System.currentTimeMillis())
          .putArray("filmetadata");
    }
  }
}
