package no.lagret.deadletter;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.delivery.Announcements;
import no.lagret.delivery.Unsealing;
import no.lagret.ledger.Census;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.recipient.PerRecipient;
import no.lagret.sealing.HandBacks;
import no.lagret.sealing.Keyring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people order and note lies in the ledger's database; the transaction manager of the queues
 * is another one.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApprovalSettings.class)
class DeadLetterConfiguration {

  /** An operator waits for the answer meanwhile. */
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(10);

  @Bean
  JobTable jobTable(DataSource database, InstantSource clock) {
    return new JobTable(
        JdbcClient.create(database),
        new TransactionTemplate(new JdbcTransactionManager(database)),
        clock);
  }

  @Bean
  JobRunner jobRunner(
      JobTable table, Queues queues, LedgerEvents events, Ledger ledger, Census.Remedies remedies) {
    return new JobRunner(table, new Redelivery(queues, events, ledger, remedies));
  }

  @Bean
  LateReceipts lateReceipts(Queues queues, LedgerEvents events, Ledger ledger) {
    return new LateReceipts(queues, events, ledger);
  }

  @Bean
  Jobs jobs(JobTable table, JobRunner runner) {
    return new Jobs(table, runner);
  }

  @Bean
  Words words(
      PerRecipient<Keyring> keys,
      Queues queues,
      LedgerEvents events,
      Ledger ledger,
      DataSource database) {
    return new Words(keys, queues, events, ledger, JdbcClient.create(database));
  }

  @Bean
  Notes notes(Words words, DataSource database, InstantSource clock) {
    return new Notes(words, JdbcClient.create(database), clock);
  }

  @Bean
  Parks parks(Words words, DataSource database, InstantSource clock) {
    return new Parks(words, JdbcClient.create(database), clock);
  }

  @Bean
  LetterContent letterContent(
      Queues queues, Unsealing unsealing, Words words, DataSource database, InstantSource clock) {
    return new LetterContent(
        new LetterQueue(queues), unsealing, words, JdbcClient.create(database), clock);
  }

  @Bean
  Approvals approvals(
      DataSource database,
      Queues queues,
      LedgerEvents events,
      Announcements announcements,
      HandBacks proofs,
      Unsealing unsealing,
      ReceiptVerifier verifier,
      Ledger ledger,
      LedgerWriter writer,
      Words words,
      Alarms alarms,
      ApprovalSettings settings,
      InstantSource clock) {
    ApprovalTable table = new ApprovalTable(JdbcClient.create(database));
    return new Approvals(
        table,
        new ApprovedSteps(queues, events, announcements, proofs, unsealing, clock),
        verifier,
        ledger,
        new Decisions(table, ledger, () -> writer.awaitBarrier(LEDGER_WAIT), clock),
        words,
        alarms,
        settings.secondPerson(),
        clock);
  }
}
