package no.lagret.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import no.lagret.recipient.Recipients;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One connection factory for consuming, sending and transactions: that they are the very same
 * object is what makes one step one local transaction.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
class BrokerConfiguration {

  /** Larger bodies lie in files of their own, so that queues picked by selector never page. */
  private static final int LARGE_MESSAGE_BYTES = 10 << 10;

  private static final int SEND_TIMEOUT_MS = 30_000;

  @Bean(destroyMethod = "close")
  DataDirectory dataDirectory(@Value("${lagret.data-directory}") Path path) {
    return new DataDirectory(path);
  }

  @Bean(destroyMethod = "close")
  DataDirectoryWatch dataDirectoryWatch(DataDirectory held) {
    return new DataDirectoryWatch(held);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(
      name = "lagret.broker.mode",
      havingValue = "embedded",
      matchIfMissing = true)
  EmbeddedBroker embeddedBroker(DataDirectory held, Recipients recipients) throws Exception {
    return new EmbeddedBroker(held, recipients.names()).start();
  }

  @Bean(destroyMethod = "destroy")
  SingleConnectionFactory connectionFactory(
      BrokerSettings settings, ObjectProvider<EmbeddedBroker> embedded) {
    EmbeddedBroker broker = embedded.getIfAvailable();
    String url = broker == null ? settings.url() : broker.url();
    if (url == null) {
      throw new IllegalStateException("lagret.broker.mode=external needs lagret.broker.url");
    }
    SingleConnectionFactory shared =
        new SingleConnectionFactory(artemis(url, settings.username(), settings.password()));
    shared.setReconnectOnException(true);
    return shared;
  }

  private static ConnectionFactory artemis(
      String url, @Nullable String username, @Nullable String password) {
    ActiveMQConnectionFactory artemis = new ActiveMQConnectionFactory(url, username, password);
    // Prefetched neighbours of a killed report would be counted and delayed with it.
    artemis.setConsumerWindowSize(0);
    artemis.setMinLargeMessageSize(LARGE_MESSAGE_BYTES);
    artemis.setCallTimeout(SEND_TIMEOUT_MS);
    artemis.setBlockOnDurableSend(true);
    artemis.setReconnectAttempts(-1);
    return artemis;
  }

  @Bean
  JmsTransactionManager transactionManager(ConnectionFactory connections) {
    return new JmsTransactionManager(connections);
  }

  @Bean
  JmsTemplate jmsTemplate(ConnectionFactory connections) {
    JmsTemplate template = new JmsTemplate(connections);
    template.setSessionTransacted(true);
    template.setReceiveTimeout(1_000);
    return template;
  }

  @Bean
  Queues queues(JmsTemplate template, JmsTransactionManager transactions) {
    return new Queues(template, new TransactionTemplate(transactions));
  }

  /** What {@code transacted} means in a route that does not start from a queue. */
  @Bean("PROPAGATION_REQUIRED")
  SpringTransactionPolicy transactedPolicy(JmsTransactionManager transactions) {
    return new SpringTransactionPolicy(transactions);
  }

  /** The start is refused on a broker that would let messages vanish. */
  @Bean
  BrokerManagement brokerManagement(
      ConnectionFactory connections,
      ObjectProvider<EmbeddedBroker> embedded,
      Recipients recipients) {
    BrokerManagement management = new BrokerManagement(connections, embedded.getIfAvailable());
    new BrokerRules(management, recipients.names()).check();
    return management;
  }

  /** The component that routes call {@code jms}: each step is one local transaction. */
  @Bean("jms")
  JmsComponent jms(ConnectionFactory connections) throws JMSException {
    JmsComponent jms = new JmsComponent();
    jms.setConnectionFactory(connections);
    jms.setTransacted(true);
    jms.setLazyCreateTransactionManager(false);
    jms.setCacheLevelName("CACHE_CONSUMER");
    jms.setAcceptMessagesWhileStopping(true);
    jms.setAutowiredEnabled(false);
    jms.setHeaderFilterStrategy(new OnlyOwnProperties());
    return jms;
  }
}
