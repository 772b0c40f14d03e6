package no.lagret.deadletter;

import java.time.InstantSource;
import javax.sql.DataSource;
import no.lagret.broker.Queues;
import no.lagret.ledger.Census;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs lie in the ledger's database; the transaction manager of the queues is another one. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

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
  Jobs jobs(JobTable table, JobRunner runner) {
    return new Jobs(table, runner);
  }
}
