package no.lagret.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The start is refused on a broker that would let messages vanish. */
class BrokerRulesTest {

  private static final List<String> RECIPIENTS = List.of("default", "nordstrand");
  private static final int SERVER_ID = 7_001;

  @TempDir Path directory;

  @Test
  void acceptsTheEmbeddedBroker() throws Exception {
    assertThatCode(() -> checkWith(configuration -> {})).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaches")
  void refusesABrokerThat(String what, Consumer<Configuration> breach, String named) {
    assertThatThrownBy(() -> checkWith(breach))
        .as(what)
        .isInstanceOf(BrokerBreaksRules.class)
        .hasMessageContaining(named)
        .satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThan(10));
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach(
            "does not sync transactions",
            c -> c.setJournalSyncTransactional(false),
            "journalSyncTransactional"),
        breach(
            "does not sync single sends",
            c -> c.setJournalSyncNonTransactional(false),
            "journalSyncNonTransactional"),
        breach("forgets ids", c -> c.setPersistIDCache(false), "persistIDCache"),
        breach(
            "forgets deliveries",
            c -> c.setPersistDeliveryCountBeforeDelivery(false),
            "persistDeliveryCountBeforeDelivery"),
        breach(
            "lacks a queue",
            c ->
                c.getAddressConfigurations()
                    .removeIf(a -> a.getName().equals(Queue.HAND_BACKS.address())),
            "lagret.hand-backs"),
        of(
            "has another dead-letter address",
            settings -> settings.setDeadLetterAddress(SimpleString.of("elsewhere")),
            "dead-letter-address"),
        of("swallows misspelt queues", s -> s.setAutoCreateQueues(true), "autoCreateQueues"),
        of("deletes queues", s -> s.setAutoDeleteQueues(true), "autoDeleteQueues"),
        of("drops the unroutable", s -> s.setSendToDLAOnNoRoute(false), "send-to-dla-on-no-route"),
        of(
            "does not list all",
            s -> s.setManagementBrowsePageSize(200),
            "management-browse-page-size"),
        of("lets reports expire", s -> s.setExpiryDelay(1_000L), "expiry-delay"),
        of(
            "drops when full",
            s -> s.setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP),
            "address-full-policy"),
        breach(
            "pages dead letters",
            c ->
                c.getAddressSettings().get(Queue.DEAD_LETTERS.address()).setMaxSizeBytes(1_000_000),
            "max-size-bytes"));
  }

  private static Arguments breach(String what, Consumer<Configuration> change, String named) {
    return Arguments.of(what, change, named);
  }

  private static Arguments of(String what, Consumer<AddressSettings> change, String named) {
    return breach(
        what,
        c -> {
          change.accept(c.getAddressSettings().get("lagret.#"));
          change.accept(c.getAddressSettings().get(Queue.REPORTS.address()));
        },
        named);
  }

  private void checkWith(Consumer<Configuration> change) throws Exception {
    Configuration configuration = EmbeddedBroker.configuration(directory, SERVER_ID, RECIPIENTS);
    change.accept(configuration);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    server.start();
    try (ActiveMQConnectionFactory connections =
        new ActiveMQConnectionFactory("vm://" + SERVER_ID)) {
      new BrokerRules(new BrokerManagement(connections, null), RECIPIENTS).check();
    } finally {
      server.stop();
    }
  }
}
