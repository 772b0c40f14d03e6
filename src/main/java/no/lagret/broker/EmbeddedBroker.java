package no.lagret.broker;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * An Artemis inside this process, reachable from nowhere else. Nothing in it expires, is capped,
 * created by a misspelt name, or dropped after some attempts.
 */
final class EmbeddedBroker implements AutoCloseable {

  private static final AtomicInteger SERVER_IDS = new AtomicInteger();

  /**
   * How long the journal gathers writes before one sync. Artemis's default of 3.33 ms limits one
   * producer to 279 durable sends a second; 100 µs gives ten times that.
   */
  private static final int JOURNAL_GATHER_NANOS = 100_000;

  private static final int DISK_LIMIT_PERCENT = 90;
  private static final int REDELIVERY_DELAY_MS = 1_000;
  private static final int ATTEMPTS_BEFORE_BACKSTOP = 20;

  /**
   * What waits beyond it lies on disk only, and leaves the heap to the reports in work. By the
   * broker's own estimate: a heap dump showed two and a half times as much.
   */
  private static final long PAGE_ABOVE_BYTES = 4L << 20;

  /**
   * A page that is read is kept whole until all in it is settled; of a report that lies in a file
   * of its own it holds a kilobyte or two.
   */
  private static final int PAGE_BYTES = 512 << 10;

  private final int serverId = SERVER_IDS.getAndIncrement();
  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

  EmbeddedBroker(DataDirectory held, List<String> recipients) {
    server.setConfiguration(configuration(held.path().resolve("broker"), serverId, recipients));
  }

  /** All that {@link BrokerRules} asks for, and more. */
  static Configuration configuration(Path directory, int serverId, List<String> recipients) {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("lagret");
    configuration.setPersistenceEnabled(true);
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    configuration.setJournalDirectory(directory.resolve("journal").toString());
    configuration.setBindingsDirectory(directory.resolve("bindings").toString());
    configuration.setPagingDirectory(directory.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(directory.resolve("large-messages").toString());
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalBufferTimeout_NIO(JOURNAL_GATHER_NANOS);
    configuration.setJournalDatasync(true);
    configuration.setJournalSyncTransactional(true);
    configuration.setJournalSyncNonTransactional(true);
    configuration.setPersistIDCache(true);
    configuration.setPersistDeliveryCountBeforeDelivery(true);
    configuration.setMaxDiskUsage(DISK_LIMIT_PERCENT);
    configuration.setGracefulShutdownEnabled(false);
    // A disk that takes minutes to sync is waited for: a broker that stopped would keep nothing.
    configuration.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(),
            Map.of(TransportConstants.SERVER_ID_PROP_NAME, String.valueOf(serverId))));
    // The broker's own notices have no reader; only what is sent to our names must not vanish.
    configuration.addAddressSetting("#", settings(false, false).setSendToDLAOnNoRoute(false));
    configuration.addAddressSetting("lagret.#", settings(false, false));
    for (Queue queue : Queue.values()) {
      if (queue.perRecipient()) {
        // Those of a recipient that the settings do not name any more too.
        configuration.addAddressSetting(queue.address() + ".#", settings(queue));
      }
      configuration.addAddressSetting(queue.address(), settings(queue));
      names(queue, recipients).forEach(name -> add(configuration, queue, name));
    }
    return configuration;
  }

  /** The plain one always: a recipient named {@code default} may come and go. */
  private static Set<String> names(Queue queue, List<String> recipients) {
    Set<String> names = new LinkedHashSet<>(List.of(queue.address()));
    recipients.forEach(recipient -> names.add(queue.address(recipient)));
    return names;
  }

  private static void add(Configuration configuration, Queue queue, String name) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(name)
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfiguration(
                QueueConfiguration.of(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .setExclusive(queue == Queue.LEDGER)));
  }

  private static AddressSettings settings(Queue queue) {
    // An event given back may not be passed by a later barrier.
    return settings(queue.hasBackstop(), queue.pickedBySelector())
        .setRedeliveryDelay(redeliveryDelay(queue));
  }

  private static int redeliveryDelay(Queue queue) {
    return switch (queue) {
      case LEDGER -> 0;
      case BACKSTOP -> 60 * REDELIVERY_DELAY_MS;
      default -> REDELIVERY_DELAY_MS;
    };
  }

  private static AddressSettings settings(boolean backstop, boolean neverPages) {
    AddressSettings settings =
        new AddressSettings()
            .setAutoCreateQueues(false)
            .setAutoCreateAddresses(false)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false)
            .setNoExpiry(true)
            .setExpiryDelay(-1L)
            .setDeadLetterAddress(SimpleString.of(Queue.BACKSTOP.address()))
            .setExpiryAddress(SimpleString.of(Queue.BACKSTOP.address()))
            .setSendToDLAOnNoRoute(true)
            .setManagementBrowsePageSize(Integer.MAX_VALUE)
            .setMaxDeliveryAttempts(backstop ? ATTEMPTS_BEFORE_BACKSTOP : -1);
    if (neverPages) {
      return settings
          .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
          .setMaxSizeBytes(-1L);
    }
    return settings
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(PAGE_ABOVE_BYTES)
        .setPageSizeBytes(PAGE_BYTES);
  }

  /** Starts the server and returns when its queues can be used. */
  EmbeddedBroker start() throws Exception {
    server.createActiveMQServer();
    server.getActiveMQServer().registerIOCriticalErrorListener(new LastWords());
    server.getActiveMQServer().start();
    if (!server.getActiveMQServer().waitForActivation(60, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("The embedded broker did not start within 60 s");
    }
    PagingFolders.prepare(server.getActiveMQServer().getPagingManager());
    return this;
  }

  /** The address at which only this process finds it. */
  String url() {
    return "vm://" + serverId;
  }

  /** What lies in the queue and is not to be delivered yet. */
  Stream<LyingMessage> scheduled(String name) {
    return server.getActiveMQServer().locateQueue(name).getScheduledMessages().stream()
        .map(reference -> LyingMessage.scheduled(reference.getMessage(), name));
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
