package no.lagret.demo;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stored receipts, true ones and those that prove nothing. */
final class Receipts {

  /** Kinds that spoil a receipt. */
  static final Set<String> KINDS =
      Set.of(
          "wrong-id",
          "no-journal",
          "odd-journal",
          "wrong-digest",
          "no-digest",
          "wrong-size",
          "missing-files",
          "receipt");

  private Receipts() {}

  static ObjectNode of(String reportId, String journalReference, List<Part> files) {
    ObjectNode receipt =
        Json.object()
            .put("bekymringsmeldingId", reportId)
            .put("journalpostId", journalReference)
            .put(
                "lagret",
                OffsetDateTime.now(ZoneId.of("Europe/Oslo"))
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString());
    ArrayNode array = receipt.putArray("filer");
    for (Part file : files) {
      array
          .addObject()
          .put("filnavn", file.fileName())
          .put("sha256", Sha256.hex(file.bytes()))
          .put("storrelse", file.bytes().length);
    }
    return receipt;
  }

  /** The receipt as the behaviour spoils it; the given one stays as it is. */
  static ObjectNode spoiled(ObjectNode receipt, Behaviour behaviour) {
    ObjectNode spoiled = receipt.deepCopy();
    ObjectNode file =
        spoiled.path("filer").path(0) instanceof ObjectNode first ? first : Json.object();
    switch (behaviour.kind()) {
      case "wrong-id" ->
          spoiled.put(
              "bekymringsmeldingId",
              behaviour.text("other", "00000000-0000-4000-8000-000000000000"));
      case "no-journal" -> spoiled.remove("journalpostId");
      case "odd-journal" ->
          spoiled.put("journalpostId", behaviour.text("journalpostId", "<b>J 2023;æ</b>"));
      case "wrong-digest" -> file.put("sha256", Sha256.hex(new byte[] {1}));
      case "no-digest" -> file.remove("sha256");
      case "wrong-size" -> file.put("storrelse", file.path("storrelse").asInt(0) + 1);
      case "missing-files" -> spoiled.putArray("filer");
      case "receipt" -> {
        behaviour.node("set").properties().forEach(to -> spoiled.set(to.getKey(), to.getValue()));
        behaviour.node("file").properties().forEach(to -> file.set(to.getKey(), to.getValue()));
        behaviour.node("remove").forEach(name -> spoiled.remove(name.asString("")));
      }
      default -> {}
    }
    return spoiled;
  }
}
