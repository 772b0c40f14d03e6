package no.lagret.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the national portal, channel FIKS_IO: a real RabbitMQ over TLS with the login that
 * KS asks for, and over real HTTP Maskinporten, the catalogue, the sending of messages and
 * Dokumentlager, all on the loopback address. It serves several accounts and misbehaves as told,
 * through {@code /control/…} or here.
 */
public final class FiksIoStandIn implements AutoCloseable {

  private final EventJournal journal;
  private final Behaviours behaviours = new Behaviours(FiksIoCalls.KINDS);
  private final DemoKeys tls;
  private final FiksIoAccounts accounts;
  private final FiksIoSender sender;
  private final FiksIoLogin login;
  private final StandInControl control;
  private final WireServer server;
  private final FiksIoBroker broker;
  private final FiksIoPost post;
  private final FiksIoCalls calls;

  /**
   * Starts it, with what it held when it last ran on this journal.
   *
   * @param port of its HTTP, 0 for a free one
   * @param journal the file of events; all else that it keeps lies beside it
   * @throws IllegalStateException saying what to do when RabbitMQ is not installed or does not
   *     start
   */
  public FiksIoStandIn(int port, Path journal) {
    RabbitMq.requireInstalled();
    this.journal = new EventJournal(journal);
    Path directory =
        DurableFiles.directory(
            journal.toAbsolutePath().resolveSibling(journal.getFileName() + ".fiks-io"));
    tls = DemoKeys.createIfMissing(directory.resolve("tls"), "Fiks IO (demo)");
    accounts = new FiksIoAccounts(directory.resolve("accounts"));
    sender = new FiksIoSender(accounts);
    MaskinportenStandIn maskinporten =
        new MaskinportenStandIn(directory, accounts, this.journal, this::audience);
    login = new FiksIoLogin(accounts, maskinporten, behaviours, this.journal);
    control =
        new StandInControl(
            behaviours,
            Map.of(
                "account", this::account,
                "offer", this::offer,
                "return", this::giveBack,
                "broker", this::broker,
                "cable", this::cable),
            this::state);
    // RabbitMQ asks who may log in from its first breath on.
    server = new WireServer(port, this::answer);
    control.attach(server);
    RabbitMq rabbitMq =
        new RabbitMq(
            directory.resolve("rabbitmq"), tls, origin() + "/login", accounts::receiversQueues);
    broker = new FiksIoBroker(directory, tls, rabbitMq, login, this.journal);
    FiksIoPayloads payloads = new FiksIoPayloads(directory.resolve("payloads"));
    post = new FiksIoPost(accounts, payloads, broker.queues(), sender, this.journal);
    calls = new FiksIoCalls(accounts, maskinporten, post, behaviours, this.journal);
  }

  /** Its HTTP, which is both KS Fiks and Maskinporten. */
  public String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  /**
   * The account with this certificate, made when there is none yet.
   *
   * @param certificatePem what is sent to it is sealed with this
   * @return what its gateway is to be given, by the names of the settings below {@code
   *     lagret.portal.fiks-io}
   */
  public Map<String, String> account(String certificatePem) {
    FiksIoAccount account = accounts.of(certificatePem);
    try {
      broker.queues().declare(account);
    } catch (IOException e) {
      throw new IllegalStateException("RabbitMQ does not make a queue", e);
    }
    return settings(account);
  }

  /** Sends an invented report of {@code size} bytes to the account; its melding-id. */
  public String offer(String accountId, String reportId, int size) {
    return offer(
            Json.object().put("accountId", accountId).put("reportId", reportId).put("size", size))
        .path("id")
        .asString();
  }

  /** Sets a behaviour, as {@code --behaviour} and {@code /control/behaviour} do. */
  public void behave(String behaviour) {
    behaviours.add(Behaviour.parse(behaviour));
  }

  @Override
  public void close() {
    broker.close();
    server.close();
    control.close();
    sender.close();
    journal.close();
  }

  private String audience() {
    return origin() + "/";
  }

  private Map<String, String> settings(FiksIoAccount account) {
    return Map.ofEntries(
        Map.entry("account-id", account.id().toString()),
        Map.entry("integration-id", account.integrationId().toString()),
        Map.entry("integration-password", account.password()),
        Map.entry("amqp-host", "localhost"),
        Map.entry("amqp-port", String.valueOf(broker.port())),
        Map.entry("api-base-url", origin()),
        Map.entry("token-url", origin() + "/token"),
        Map.entry("audience", audience()),
        Map.entry("client-id", account.clientId()),
        Map.entry("keystore", account.keystore().toString()),
        Map.entry("keystore-password", FiksIoAccount.KEYSTORE_PASSWORD),
        Map.entry("keystore-alias", FiksIoAccount.ALIAS),
        Map.entry("trust-store", tls.certificate().toAbsolutePath().toString()));
  }

  private Answer answer(Request request) {
    var asked = request.segmentsAfter("/login");
    if (asked != null && asked.size() == 1) {
      return login.answer(asked.get(0), request);
    }
    Answer controlled = control.answer(request);
    if (controlled != null) {
      return controlled;
    }
    return control.isDown()
        ? Answer.empty(503).with(new Manner(Manner.Kind.DROP, 0))
        : calls.answer(request);
  }

  private ObjectNode account(ObjectNode asked) {
    ObjectNode made = Json.object();
    account(asked.path("certificate").asString("")).forEach(made::put);
    return made;
  }

  private ObjectNode offer(ObjectNode asked) {
    FiksIoAccount to = to(asked.path("accountId").asString(null));
    FiksIoMessage message = sender.report(to, asked);
    post.publish(to, message, asked.path("apart").asBoolean(false));
    return Json.object()
        .put("id", message.id())
        .put("reportId", String.valueOf(message.headers().get(FiksIoMessage.REPORT_ID)));
  }

  private ObjectNode giveBack(ObjectNode asked) {
    post.giveBack(
        to(asked.path("accountId").asString(null)),
        asked.path("meldingId").asString(""),
        asked.path("type").asString(""),
        asked.path("fate").asString("tidsavbrudd"));
    return Json.object();
  }

  private ObjectNode broker(ObjectNode asked) {
    broker.does(asked.path("does").asString(""));
    return Json.object();
  }

  private ObjectNode cable(ObjectNode asked) {
    broker.cable(asked);
    return Json.object();
  }

  private ObjectNode state() {
    ObjectNode state = Json.object();
    state.set("sender", Json.object().setAll(sender.account().json()));
    ObjectNode queues = state.putObject("accounts");
    for (FiksIoAccount account : accounts.all()) {
      if (!sender.is(account)) {
        queues.set(account.id().toString(), broker.queues().state(account));
      }
    }
    return state;
  }

  /** The account of that id, or the only one. */
  private FiksIoAccount to(@Nullable String id) {
    return accounts.all().stream()
        .filter(account -> !sender.is(account))
        .filter(account -> id == null || account.id().toString().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such account: make one first"));
  }
}
