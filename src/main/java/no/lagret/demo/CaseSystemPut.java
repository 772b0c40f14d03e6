package no.lagret.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stores a report, or does one of the things that case systems did instead. */
final class CaseSystemPut {

  /** Kinds that concern the storing itself. */
  static final Set<String> KINDS =
      Set.of(
          "lie",
          "truncate-store",
          "truncate-store-whole-receipt",
          "corrupt-store",
          "vanish",
          "store-again",
          "conflict");

  private static final String PDF = "bekymringsmelding.pdf";

  private final CaseSystemStore store;
  private final EventJournal journal;

  CaseSystemPut(CaseSystemStore store, EventJournal journal) {
    this.store = store;
    this.journal = journal;
  }

  Answer answer(String reportId, Request request, @Nullable Behaviour behaviour) {
    List<Part> parts = Multipart.parts(request.header("Content-Type"), request.body());
    List<Part> files = parts.stream().filter(part -> part.name().equals("fil")).toList();
    journal.append("put", received(reportId, parts, files));
    if (behaviour == null || Faults.KINDS.contains(behaviour.kind())) {
      return Faults.answer(behaviour, () -> store(reportId, files));
    }
    return special(reportId, files, behaviour).with(behaviour.headers());
  }

  private Answer special(String reportId, List<Part> files, Behaviour behaviour) {
    switch (behaviour.kind()) {
      case "lie" -> {
        return Answer.json(
            behaviour.number("status", 201), Receipts.of(reportId, "2023/4711-1", files));
      }
      case "truncate-store", "corrupt-store" -> {
        return Answer.json(201, store.store(reportId, damaged(files, behaviour)).receipt());
      }
      case "truncate-store-whole-receipt" -> {
        String reference = store.store(reportId, damaged(files, behaviour)).journalReference();
        return Answer.json(201, Receipts.of(reportId, reference, files));
      }
      case "vanish" -> {
        Answer answer = store(reportId, files);
        store.vanishAfter(reportId, behaviour.number("lookups", 0));
        return answer;
      }
      case "store-again" -> {
        return Answer.json(201, store.store(reportId, files).receipt());
      }
      case "conflict" -> {
        return conflict();
      }
      default -> {
        Answer answer = store(reportId, files);
        ObjectNode receipt = Json.readObject(answer.body());
        return answer.withBody(Json.bytes(Receipts.spoiled(receipt, behaviour)));
      }
    }
  }

  /** 201 stored now, 200 stored already with the same PDF, 409 with another one. */
  private synchronized Answer store(String reportId, List<Part> files) {
    StoredReport there = store.find(reportId);
    if (there == null) {
      return Answer.json(201, store.store(reportId, files).receipt());
    }
    byte[] before = there.read(PDF);
    boolean same =
        before == null
            || files.stream()
                .anyMatch(
                    file -> file.fileName().equals(PDF) && Arrays.equals(before, file.bytes()));
    return same ? Answer.json(200, there.receipt()) : conflict();
  }

  private static Answer conflict() {
    return Answer.problem(
        409,
        "urn:familia:problem:annet-innhold",
        "Lagret med annet innhold",
        InventedPerson.DETAIL);
  }

  static List<Part> damaged(List<Part> files, Behaviour behaviour) {
    return files.stream()
        .map(
            file -> {
              byte[] bytes = file.bytes();
              if (behaviour.is("corrupt-store")) {
                byte[] flipped = bytes.clone();
                flipped[flipped.length / 2] ^= 1;
                return file.with(flipped);
              }
              return file.with(
                  Arrays.copyOf(
                      bytes, Math.min(bytes.length, behaviour.number("bytes", bytes.length / 2))));
            })
        .toList();
  }

  private static ObjectNode received(String reportId, List<Part> parts, List<Part> files) {
    ObjectNode line = Json.object().put("reportId", reportId);
    parts.stream()
        .filter(part -> part.name().equals("metadata"))
        .findFirst()
        .ifPresent(part -> line.set("metadata", Json.read(part.bytes())));
    ArrayNode array = line.putArray("files");
    files.forEach(
        file ->
            array
                .addObject()
                .put("filnavn", file.fileName())
                .put("sha256", Sha256.hex(file.bytes()))
                .put("storrelse", file.bytes().length));
    return line;
  }
}
