package no.lagret.ledger;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import no.lagret.alert.AlarmListener;
import no.lagret.alert.Alarms;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.DataDirectory;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.pulse.Subject;
import no.lagret.sealing.MacKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's database, its writer and what is asked of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_MARKS = Duration.ofSeconds(10);
  private static final Duration MARK_WAIT = Duration.ofSeconds(5);

  @Bean(destroyMethod = "close")
  DataSource ledgerDatabase(DataDirectory held, LedgerSettings settings) {
    return LedgerDatabase.open(settings.urlIn(held.path()), held.path(), BUSY_TIMEOUT);
  }

  @Bean
  Alarms alarms(JdbcClient jdbc, InstantSource clock, ObjectProvider<AlarmListener> listeners) {
    return new Alarms(jdbc, clock, listeners.orderedStream().toList());
  }

  @Bean
  AlarmEvents alarmEvents(Queues queues, LedgerEvents ledger) {
    return new AlarmEvents(queues, ledger);
  }

  @Bean
  Ledger ledger(JdbcClient jdbc) {
    return new Ledger(jdbc);
  }

  @Bean
  LedgerEvents ledgerEvents(Queues queues, @Qualifier("stampKeys") MacKeys stampKeys) {
    return new QueuedLedgerEvents(
        (body, properties) -> queues.send(Queue.LEDGER, body, properties), stampKeys::mac);
  }

  @Bean
  LedgerWriter ledgerWriter(
      ConnectionFactory connections,
      DataSource database,
      JdbcClient jdbc,
      @Qualifier("stampKeys") MacKeys stampKeys,
      Alarms alarms,
      InstantSource clock,
      ObjectProvider<WrittenEvents> listeners) {
    List<WrittenEvents> told = listeners.orderedStream().toList();
    return new LedgerWriter(
        connections,
        new MessageReader((body, stamp) -> stampKeys.check(body, stamp) == MacKeys.Check.HOLDS),
        new LedgerStore(
            jdbc,
            new TransactionTemplate(new JdbcTransactionManager(database)),
            clock,
            event -> told.forEach(listener -> listener.written(event))),
        alarms,
        clock);
  }

  /** Figures are as new as the last mark that went through queue and writer. */
  @Bean
  RepeatedCheck ledgerPulse(LedgerWriter writer, InstantSource clock) {
    return new RepeatedCheck(
        Subject.LEDGER, BETWEEN_MARKS, BETWEEN_MARKS, clock, () -> writer.awaitBarrier(MARK_WAIT));
  }

  @Bean
  ChainWatch chainWatch(
      DataDirectory held, LedgerSettings settings, Alarms alarms, InstantSource clock) {
    return new ChainWatch(settings.urlIn(held.path()), alarms, clock);
  }

  @Bean
  BrokerWatch brokerWatch(BrokerManagement broker, Alarms alarms, InstantSource clock) {
    return new BrokerWatch(broker, alarms, clock);
  }

  @Bean
  LedgerHealth ledgerHealth(LedgerWriter writer) {
    return new LedgerHealth(writer);
  }
}
