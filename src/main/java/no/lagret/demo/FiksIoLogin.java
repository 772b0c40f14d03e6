package no.lagret.demo;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What RabbitMQ asks about who logs in: an integration by its id, with its password and a token of
 * its client in one ({@code "<password> <token>"}), who may read the queue of its account and
 * nothing else.
 */
final class FiksIoLogin {

  /** What it understands as a behaviour of {@code login}. */
  static final Set<String> KINDS = Set.of("deny");

  /** The portal itself, which declares the queues and puts messages into them. */
  static final String PORTAL = "portal";

  private static final Answer ALLOW = Answer.text(200, "text/plain", "allow");
  private static final Answer DENY = Answer.text(200, "text/plain", "deny");

  private final FiksIoAccounts accounts;
  private final MaskinportenStandIn maskinporten;
  private final Behaviours behaviours;
  private final EventJournal journal;
  private final String secret = DemoSecret.make();

  FiksIoLogin(
      FiksIoAccounts accounts,
      MaskinportenStandIn maskinporten,
      Behaviours behaviours,
      EventJournal journal) {
    this.accounts = accounts;
    this.maskinporten = maskinporten;
    this.behaviours = behaviours;
    this.journal = journal;
  }

  String portalPassword() {
    return secret;
  }

  /**
   * Answers one of RabbitMQ's questions.
   *
   * @param about {@code user}, {@code vhost}, {@code resource} or {@code topic}
   */
  Answer answer(String about, Request request) {
    Map<String, String> asked = request.form();
    String user = asked.getOrDefault("username", "");
    if (about.equals("user")) {
      return logsIn(user, asked.getOrDefault("password", "")) ? ALLOW : DENY;
    }
    return user.equals(PORTAL) || about.equals("vhost") || ownQueue(user, asked) ? ALLOW : DENY;
  }

  private boolean logsIn(String user, String password) {
    if (user.equals(PORTAL)) {
      return password.equals(secret);
    }
    String wrong = wrong(accounts.ofIntegration(user), password);
    journal.append(
        wrong == null ? "login" : "refused-login",
        Json.object().put("integrationId", user).put("wrong", wrong));
    return wrong == null;
  }

  private @Nullable String wrong(@Nullable FiksIoAccount account, String password) {
    if (account == null) {
      return "integration";
    }
    if (behaviours.take("login", account.id().toString()) != null) {
      return "told so";
    }
    String[] parts = password.split(" ", 2);
    if (!parts[0].equals(account.password())) {
      return "password";
    }
    return parts.length == 2 && account.equals(maskinporten.check(parts[1])) ? null : "token";
  }

  private boolean ownQueue(String user, Map<String, String> asked) {
    FiksIoAccount account = accounts.ofIntegration(user);
    return account != null
        && "queue".equals(asked.get("resource"))
        && "read".equals(asked.get("permission"))
        && account.queue().equals(asked.get("name"));
  }
}
