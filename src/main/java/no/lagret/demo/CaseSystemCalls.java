package no.lagret.demo;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The calls of the case system over HTTP. */
final class CaseSystemCalls {

  /** What each call understands. */
  static final Map<String, Set<String>> KINDS =
      Map.of(
          "ask", union(Faults.KINDS, Receipts.KINDS),
          "put", union(union(Faults.KINDS, Receipts.KINDS), CaseSystemPut.KINDS),
          "read", union(Faults.KINDS, Set.of("other-bytes")),
          "list", Faults.KINDS);

  private final CaseSystemStore store;
  private final CaseSystemPut put;
  private final EventJournal journal;
  private final Behaviours behaviours;

  CaseSystemCalls(CaseSystemStore store, EventJournal journal, Behaviours behaviours) {
    this.store = store;
    this.put = new CaseSystemPut(store, journal);
    this.journal = journal;
    this.behaviours = behaviours;
  }

  Answer answer(Request request, List<String> path) {
    String call = request.method() + " " + path.size();
    return switch (call) {
      case "GET 0" -> list(request);
      case "GET 1" -> ask(path.get(0));
      case "PUT 1" -> put(path.get(0), request);
      case "GET 3" ->
          path.get(1).equals("filer") ? read(path.get(0), path.get(2)) : Answer.empty(404);
      default -> Answer.empty(405);
    };
  }

  private Answer ask(String reportId) {
    Behaviour behaviour = behaviours.take("ask", reportId);
    return answered(
        "ask",
        reportId,
        behaviour,
        faulty(
            behaviour,
            () -> {
              StoredReport report = store.lookUp(reportId);
              journal.append(
                  "asked", Json.object().put("reportId", reportId).put("found", report != null));
              if (report == null) {
                return notStored();
              }
              ObjectNode receipt = report.receipt();
              return Answer.json(
                  200, behaviour == null ? receipt : Receipts.spoiled(receipt, behaviour));
            }));
  }

  private Answer put(String reportId, Request request) {
    Behaviour behaviour = behaviours.take("put", reportId);
    return answered("put", reportId, behaviour, put.answer(reportId, request, behaviour));
  }

  private Answer read(String reportId, String fileName) {
    Behaviour behaviour = behaviours.take("read", reportId);
    return answered(
        "read",
        reportId,
        behaviour,
        faulty(
            behaviour,
            () -> {
              StoredReport report = store.lookUp(reportId);
              byte[] bytes = report == null ? null : report.read(fileName);
              journal.append(
                  "read",
                  Json.object()
                      .put("reportId", reportId)
                      .put("filnavn", fileName)
                      .put("found", bytes != null));
              if (bytes == null) {
                return notStored();
              }
              boolean other = behaviour != null && behaviour.is("other-bytes");
              return Answer.of(
                  200,
                  fileName.endsWith(".json") ? "application/json" : "application/pdf",
                  other ? SampleReport.pdf("another report", 4096) : bytes);
            }));
  }

  private Answer list(Request request) {
    Behaviour behaviour = behaviours.take("list", null);
    return faulty(
        behaviour,
        () -> {
          String reference = request.parameter("journalpostId");
          if (reference != null) {
            return Answer.json(
                200, store.list(report -> report.journalReference().equals(reference)));
          }
          OffsetDateTime from = time(request, "fra");
          OffsetDateTime to = time(request, "til");
          return Answer.json(200, store.list(report -> within(report, from, to)));
        });
  }

  private static boolean within(StoredReport report, OffsetDateTime from, OffsetDateTime to) {
    OffsetDateTime stored = OffsetDateTime.parse(report.receipt().path("lagret").asString(""));
    return !stored.isBefore(from) && stored.isBefore(to);
  }

  private static OffsetDateTime time(Request request, String name) {
    try {
      return OffsetDateTime.parse(String.valueOf(request.parameter(name)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " is an ISO-8601 time with offset", e);
    }
  }

  private Answer answered(
      String on, String reportId, @Nullable Behaviour behaviour, Answer answer) {
    ObjectNode line =
        Json.object()
            .put("on", on)
            .put("reportId", reportId)
            .put("status", answer.status())
            .put("manner", answer.manner().kind().name());
    if (behaviour != null) {
      line.put("behaviour", behaviour.kind());
    }
    journal.append("answered", line);
    return answer;
  }

  private static Answer faulty(@Nullable Behaviour behaviour, Supplier<Answer> act) {
    if (behaviour == null || Faults.KINDS.contains(behaviour.kind())) {
      return Faults.answer(behaviour, act);
    }
    return act.get().with(behaviour.headers());
  }

  private static Answer notStored() {
    return Answer.problem(404, "urn:familia:problem:ikke-lagret", "Ikke lagret", "Finnes ikke her");
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }
}
