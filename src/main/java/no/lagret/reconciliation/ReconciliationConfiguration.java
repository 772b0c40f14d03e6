package no.lagret.reconciliation;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.casesystem.StillStored;
import no.lagret.deadletter.Words;
import no.lagret.deadline.PortalRetention;
import no.lagret.delivery.KeptCopies;
import no.lagret.delivery.NewCopies;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.portal.svarinn.PortalWaiting;
import no.lagret.pulse.DailyTime;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The comparisons, in the ledger's database; the transaction manager of the queues is another. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationSettings.class)
class ReconciliationConfiguration {

  @Bean
  RunTable reconciliationRuns(DataSource database) {
    return new RunTable(JdbcClient.create(database));
  }

  @Bean
  DifferenceTable differenceTable(DataSource database) {
    return new DifferenceTable(new JdbcTemplate(database));
  }

  @Bean
  DifferenceAlarms differenceAlarms(Alarms alarms) {
    return new DifferenceAlarms(alarms);
  }

  @Bean
  Differences differences(DifferenceTable table, DifferenceAlarms alarms, InstantSource clock) {
    return new Differences(table, alarms, clock);
  }

  @Bean
  SidesReader sidesReader(
      PortalWaiting portal, StillStored caseSystem, LedgerWriter writer, InstantSource clock) {
    return new SidesReader(portal, caseSystem, writer, clock);
  }

  @Bean
  ReconciliationLedger reconciliationLedger(
      Queues queues, LedgerEvents events, InstantSource clock) {
    return new ReconciliationLedger(queues, events, clock);
  }

  @Bean
  PerRecipient<Duration> portalRetentions(Recipients recipients) {
    PerRecipient<PortalRetention> settings = recipients.settings("portal", PortalRetention.class);
    return recipients.each(name -> settings.of(name).retention());
  }

  @Bean
  Reconciler reconciler(
      SidesReader sidesReader,
      Ledger ledger,
      StillStored stillStored,
      Differences differences,
      DifferenceAlarms alarms,
      RunTable runs,
      DataSource database,
      PerRecipient<Duration> portalRetentions,
      ReconciliationSettings settings,
      InstantSource clock) {
    return new Reconciler(
        sidesReader::read,
        ledger,
        stillStored,
        differences,
        alarms,
        runs,
        new TransactionTemplate(new JdbcTransactionManager(database)),
        portalRetentions,
        settings,
        clock);
  }

  @Bean
  ReconciliationRunner reconciliationRunner(
      RunTable runs,
      Reconciler reconciler,
      ReconciliationLedger told,
      Recipients recipients,
      ReconciliationSettings settings,
      InstantSource clock) {
    return new ReconciliationRunner(
        runs,
        reconciler,
        told,
        recipients,
        new LogFolder(
            settings.folder(), reader(settings.portalLog()), reader(settings.caseSystemLog())),
        new DailyTime(settings.timeOfDay()),
        settings.window(),
        clock);
  }

  @Bean
  Reconciliations reconciliations(
      RunTable runs,
      DifferenceTable differences,
      ReconciliationRunner runner,
      LookTable looks,
      PerRecipient<Duration> portalRetentions,
      ReconciliationSettings settings,
      InstantSource clock) {
    return new Reconciliations(
        runs,
        differences,
        runner,
        looks,
        portalRetentions,
        reader(settings.portalLog()),
        reader(settings.caseSystemLog()),
        clock);
  }

  private static @Nullable LogReader reader(ReconciliationSettings.@Nullable Log settings) {
    return settings == null ? null : new LogReader(settings);
  }

  @Bean
  LookTable lookTable(DataSource database) {
    return new LookTable(JdbcClient.create(database));
  }

  @Bean
  LostReports lostReports(
      DifferenceTable table,
      DifferenceAlarms alarms,
      Queues queues,
      LedgerEvents events,
      PerRecipient<Duration> portalRetentions,
      InstantSource clock) {
    return new LostReports(table, alarms, queues, events, portalRetentions, clock);
  }

  @Bean
  StoredLooks storedLooks(
      LookTable table,
      StillStored stillStored,
      Ledger ledger,
      LostReports lost,
      Alarms alarms,
      ReconciliationSettings settings,
      InstantSource clock) {
    return new StoredLooks(table, stillStored, ledger, lost, alarms, settings.lookEvery(), clock);
  }

  @Bean
  StoredWatch storedWatch(
      PerRecipient<Duration> portalRetentions,
      StoredLooks looks,
      KeptCopies kept,
      Ledger ledger,
      DifferenceTable differences,
      Alarms alarms,
      ReconciliationSettings settings,
      InstantSource clock) {
    KeptSweep sweep =
        new KeptSweep(
            kept, ledger, differences, portalRetentions, alarms, settings.sweepEvery(), clock);
    return new StoredWatch(portalRetentions, looks, sweep, settings.lookPause());
  }

  @Bean
  DifferenceCases differenceCases(
      DifferenceTable table,
      DifferenceAlarms alarms,
      Ledger ledger,
      KeptCopies kept,
      NewCopies copies,
      Words words,
      DataSource database,
      InstantSource clock) {
    return new DifferenceCases(
        table,
        new StepTable(JdbcClient.create(database)),
        alarms,
        ledger,
        kept,
        copies,
        words,
        clock);
  }
}
