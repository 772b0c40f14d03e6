package no.lagret.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP calls of KS Fiks that channel FIKS_IO uses, and Maskinporten's. */
final class FiksIoCalls {

  private static final Set<String> OF_SEND = Set.of("tidsavbrudd", "serverfeil");
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(120);

  /** What each call understands. */
  static final Map<String, Set<String>> KINDS =
      Map.of(
          "login", FiksIoLogin.KINDS,
          "token", with(Set.of("short-lived"), Faults.KINDS),
          "catalogue", Faults.KINDS,
          "send", with(OF_SEND, Faults.KINDS),
          "payload", with(Set.of("gone"), Faults.KINDS));

  private final FiksIoAccounts accounts;
  private final MaskinportenStandIn maskinporten;
  private final FiksIoPost post;
  private final Behaviours behaviours;
  private final EventJournal journal;

  FiksIoCalls(
      FiksIoAccounts accounts,
      MaskinportenStandIn maskinporten,
      FiksIoPost post,
      Behaviours behaviours,
      EventJournal journal) {
    this.accounts = accounts;
    this.maskinporten = maskinporten;
    this.post = post;
    this.behaviours = behaviours;
    this.journal = journal;
  }

  Answer answer(Request request) {
    String call = request.method() + " " + request.path();
    if (call.equals("POST /token")) {
      return token(request);
    }
    List<String> key = request.segmentsAfter("/fiks-io/katalog/api/v1/kontoer");
    if (key != null && key.size() == 2 && key.get(1).equals("offentligNokkel")) {
      return key(key.get(0));
    }
    List<String> payload = request.segmentsAfter("/dokumentlager/nedlasting");
    if (payload != null && payload.size() == 1 && request.method().equals("GET")) {
      return allowed(request, by -> payload(payload.get(0)));
    }
    if (call.equals("POST /fiks-io/api/v1/send")) {
      return allowed(request, by -> send(by, request));
    }
    return Answer.empty(404);
  }

  private Answer token(Request request) {
    Behaviour behaviour = behaviours.take("token", null);
    Duration lifetime =
        behaviour != null && behaviour.is("short-lived")
            ? Duration.ofSeconds(behaviour.number("seconds", 12))
            : TOKEN_LIFETIME;
    return faulty(behaviour, () -> maskinporten.answer(request, lifetime));
  }

  private Answer key(String accountId) {
    return faulty(
        behaviours.take("catalogue", accountId),
        () -> {
          FiksIoAccount account = accounts.find(accountId);
          return account == null
              ? Answer.problem(404, "about:blank", "Ukjent konto", "Finnes ikke")
              : Answer.json(200, Json.object().put("nokkel", account.certificatePem()));
        });
  }

  private Answer payload(String id) {
    Behaviour behaviour = behaviours.take("payload", id);
    return faulty(
        behaviour,
        () -> {
          byte[] bytes =
              behaviour != null && behaviour.is("gone") ? null : post.payloads().find(id);
          if (bytes == null) {
            return Answer.problem(404, "about:blank", "Ukjent dokument", "Finnes ikke");
          }
          journal.append("payload", Json.object().put("id", id).put("size", bytes.length));
          return Answer.of(200, "application/octet-stream", bytes);
        });
  }

  private Answer send(FiksIoAccount by, Request request) {
    List<Part> parts = Multipart.parts(request.header("Content-Type"), request.body());
    ObjectNode metadata = Json.readObject(part(parts, "metadata", new byte[0]));
    byte[] data = part(parts, "data", new byte[0]);
    Behaviour behaviour = behaviours.take("send", metadata.path("svarPaMelding").asString(null));
    return faulty(
        behaviour,
        () -> {
          if (!metadata.path("avsenderKontoId").asString("").equals(by.id().toString())) {
            return Answer.problem(403, "about:blank", "Ingen tilgang", "Ikke avsenders konto");
          }
          String fate =
              behaviour != null && OF_SEND.contains(behaviour.kind()) ? behaviour.kind() : null;
          return post.take(by, metadata, data, fate);
        });
  }

  private static byte[] part(List<Part> parts, String name, byte[] otherwise) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .map(Part::bytes)
        .findFirst()
        .orElse(otherwise);
  }

  private interface Allowed {
    Answer answer(FiksIoAccount by);
  }

  /** 401 without a good token; 403 when the integration may not use the account. */
  private Answer allowed(Request request, Allowed then) {
    String header = request.header("Authorization");
    FiksIoAccount client =
        header != null && header.startsWith("Bearer ")
            ? maskinporten.check(header.substring("Bearer ".length()))
            : null;
    if (client == null) {
      return refused(401, "token", request);
    }
    FiksIoAccount integration = accounts.ofIntegration(request.header("IntegrasjonId"));
    if (integration == null || !integration.equals(client)) {
      return refused(403, "integration", request);
    }
    if (!integration.password().equals(request.header("IntegrasjonPassord"))) {
      return refused(403, "password", request);
    }
    return then.answer(integration);
  }

  private Answer refused(int status, String wrong, Request request) {
    journal.append(
        "refused-credentials", Json.object().put("call", request.path()).put("wrong", wrong));
    return Answer.problem(status, "about:blank", "Ingen tilgang", "Feil i " + wrong);
  }

  /** The kinds of the call itself act as asked; all others are the server's. */
  private static Answer faulty(@Nullable Behaviour behaviour, Supplier<Answer> act) {
    if (behaviour == null || Faults.KINDS.contains(behaviour.kind())) {
      return Faults.answer(behaviour, act);
    }
    return act.get().with(behaviour.headers());
  }

  private static Set<String> with(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }
}
