package no.lagret.console;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.brake.SetAside;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.casesystem.InventedCaseSystem;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.deadletter.Words;
import no.lagret.delivery.Announcements;
import no.lagret.delivery.Guard;
import no.lagret.delivery.Unsealing;
import no.lagret.ledger.Census;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.ledger.WrittenLedger;
import no.lagret.notice.Maintenance;
import no.lagret.portal.svarinn.NothingObserved;
import no.lagret.portal.svarinn.Observations;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.DifferenceCases;
import no.lagret.reconciliation.Ordered;
import no.lagret.reconciliation.Reconciliations;
import no.lagret.sealing.HandBacks;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.Proofs;
import no.lagret.testing.MovableClock;
import no.lagret.testing.OpenSsl;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The API with real queues and a real ledger behind it, and without routes. Not annotated as
 * configuration: a whole gateway started by another test would find it.
 */
@EnableAutoConfiguration(exclude = CamelAutoConfiguration.class)
@ComponentScan(
    basePackages = {
      "no.lagret.console",
      "no.lagret.deadletter",
      "no.lagret.deadline",
      "no.lagret.figures"
    },
    excludeFilters = {
      @ComponentScan.Filter(
          type = FilterType.ASSIGNABLE_TYPE,
          classes = {RoutesApi.class, RoutesPage.class}),
      // Alarms are those that a test begins.
      @ComponentScan.Filter(
          type = FilterType.REGEX,
          pattern = "no\\.lagret\\.deadline\\.WatchConfiguration")
    })
class ConsoleUnderTest {

  @Bean(destroyMethod = "close")
  WrittenLedger writtenLedger() throws IOException {
    return new WrittenLedger(Files.createTempDirectory("ledger"));
  }

  @Bean
  DataSource database(WrittenLedger written) {
    return written.database();
  }

  @Bean
  Ledger ledger(WrittenLedger written) {
    return new Ledger(JdbcClient.create(written.database()));
  }

  @Bean
  Alarms alarms(WrittenLedger written) {
    return new Alarms(JdbcClient.create(written.database()), InstantSource.system(), List.of());
  }

  @Bean
  Maintenance maintenance(
      WrittenLedger written, Queues queues, LedgerEvents events, InstantSource clock) {
    return new Maintenance(JdbcClient.create(written.database()), queues, events, clock);
  }

  @Bean(destroyMethod = "close")
  OwnBroker broker() throws Exception {
    return new OwnBroker(Files.createTempDirectory("broker"));
  }

  @Bean
  Queues queues(OwnBroker broker) {
    return broker.queues();
  }

  @Bean
  LedgerEvents ledgerEvents(WrittenLedger written, Queues queues) {
    return written.telling((body, properties) -> queues.send(Queue.LEDGER, body, properties));
  }

  @Bean
  LedgerWriter ledgerWriter(WrittenLedger written, OwnBroker broker, Alarms alarms) {
    return written.writer(broker.connections(), alarms);
  }

  @Bean
  PerRecipient<Keyring> keyrings(Recipients recipients) throws IOException {
    OpenSsl.Pair pair = new OpenSsl(Files.createTempDirectory("keys")).pair("mottaker");
    Keyring keys = Keyring.load(List.of(pair.key()), pair.certificate());
    return recipients.each(name -> keys);
  }

  @Bean
  MacKeys stampKeys() throws IOException {
    return MacKeys.loadOrCreate(
        List.of(), Files.createTempDirectory("stamps").resolve("stamp.key"));
  }

  @Bean
  Unsealing unsealing(PerRecipient<Keyring> keys, @Qualifier("stampKeys") MacKeys stampKeys) {
    return new Unsealing(keys, stampKeys);
  }

  @Bean
  MacKeys proofKeys() throws IOException {
    return MacKeys.loadOrCreate(
        List.of(), Files.createTempDirectory("proofs").resolve("proof.key"));
  }

  @Bean
  Proofs proofs(@Qualifier("proofKeys") MacKeys keys) {
    return new Proofs(keys);
  }

  @Bean
  HandBacks handBackProofs(@Qualifier("proofKeys") MacKeys keys) {
    return new HandBacks(keys);
  }

  @Bean
  InventedCaseSystem caseSystem() {
    return new InventedCaseSystem();
  }

  @Bean
  ReceiptVerifier receiptVerifier(
      InventedCaseSystem caseSystem, Proofs proofs, Recipients recipients) {
    return caseSystem.verifier(proofs, recipients);
  }

  @Bean
  Announcements announcements(
      ReceiptVerifier verifier, Proofs proofs, Queues queues, LedgerEvents events) {
    return new Announcements(verifier, proofs, queues, events);
  }

  @Bean
  PerRecipient<Brakes> brakes(
      Recipients recipients, Ledger ledger, Queues queues, LedgerEvents events, Alarms alarms) {
    PerRecipient<Brakes> brakes =
        recipients.each(name -> new Brakes(name, ledger, queues, events, alarms, false));
    brakes.all().forEach(Brakes::load);
    return brakes;
  }

  /** Without routes, nothing that is asked for is ever answered. */
  @Bean
  SetAside setAside(Ledger ledger, Queues queues, LedgerEvents events) {
    return new SetAside(
        ledger, queues, events, (recipient, text) -> Optional.empty(), () -> true, request -> {});
  }

  @Bean
  PerRecipient<Guard> guards(
      Recipients recipients, Alarms alarms, Queues queues, LedgerEvents events) {
    return recipients.each(name -> new Guard(name, alarms, queues, events));
  }

  @Bean
  Recipients recipients(Environment settings) {
    return new Recipients(settings);
  }

  @Bean
  Observations observations() {
    return NothingObserved.observations();
  }

  @Bean
  Ordered ordered(DataSource database, Recipients recipients, MovableClock clock) {
    return new Ordered(database, recipients, clock);
  }

  @Bean
  Reconciliations reconciliations(Ordered ordered) {
    return ordered.reconciliations();
  }

  @Bean
  DifferenceCases differenceCases(
      Ordered ordered, DataSource database, Ledger ledger, Alarms alarms, Words words) {
    return ordered.cases(database, ledger, alarms, words);
  }

  @Bean
  MovableClock clock() {
    return new MovableClock();
  }

  @Bean
  Census.Remedies remedies() {
    return missing -> false;
  }
}
