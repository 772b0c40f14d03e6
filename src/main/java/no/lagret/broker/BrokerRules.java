package no.lagret.broker;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a broker must do for the promise to hold. Each rule closes a way in which Artemis, as it
 * comes, lets a message vanish.
 */
final class BrokerRules {

  private final BrokerManagement management;
  private final List<String> recipients;

  BrokerRules(BrokerManagement management, List<String> recipients) {
    this.management = management;
    this.recipients = recipients;
  }

  /**
   * Asks the running broker.
   *
   * @throws BrokerBreaksRules naming each rule that does not hold
   */
  void check() {
    List<String> broken = new ArrayList<>();
    for (String attribute :
        List.of(
            "persistenceEnabled",
            "journalSyncTransactional",
            "journalSyncNonTransactional",
            "persistIDCache",
            "persistDeliveryCountBeforeDelivery")) {
      if (!Boolean.parseBoolean(management.serverAttribute(attribute))) {
        broken.add(attribute + " is off, and must be on");
      }
    }
    List<String> names = management.queueNames();
    for (Queue queue : Queue.values()) {
      for (String name : recipients.stream().map(queue::address).distinct().toList()) {
        if (!names.contains(name)) {
          broken.add("queue " + name + " is missing: create it as a durable anycast queue");
        } else {
          check(queue, name, broken);
        }
      }
    }
    if (!broken.isEmpty()) {
      throw new BrokerBreaksRules(broken);
    }
  }

  private void check(Queue queue, String name, List<String> broken) {
    JsonNode settings = management.addressSettings(name);
    String of = " of " + name;
    if (!Queue.BACKSTOP.address().equals(settings.path("deadLetterAddress").asString(""))) {
      broken.add("dead-letter-address" + of + " must be " + Queue.BACKSTOP.address());
    }
    for (String off :
        List.of(
            "autoCreateQueues", "autoCreateAddresses", "autoDeleteQueues", "autoDeleteAddresses")) {
      if (settings.path(off).asBoolean(true)) {
        broken.add(off + of + " must be false: a misspelt queue would swallow");
      }
    }
    if (!settings.path("sendToDLAOnNoRoute").asBoolean(false)) {
      broken.add("send-to-dla-on-no-route" + of + " must be true");
    }
    if (settings.path("expiryDelay").asLong(-1) != -1
        || settings.path("maxExpiryDelay").asLong(-1) != -1) {
      broken.add("expiry-delay and max-expiry-delay" + of + " must be -1: reports never expire");
    }
    String policy = settings.path("addressFullMessagePolicy").asString("PAGE");
    if (policy.equals("DROP")) {
      broken.add("address-full-policy" + of + " must not be DROP");
    }
    // Artemis's own default is 200: a census would take all that lies behind them for missing.
    if (settings.path("managementBrowsePageSize").asInt(0) != Integer.MAX_VALUE) {
      broken.add(
          "management-browse-page-size" + of + " must be 2147483647: the census asks for all");
    }
    if (queue.pickedBySelector() && settings.path("maxSizeBytes").asLong(-1) != -1) {
      broken.add("max-size-bytes" + of + " must be -1: selectors fail on paged queues");
    }
  }
}
