package no.lagret.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.brake.SetAside;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.DataDirectory;
import no.lagret.broker.Queues;
import no.lagret.casesystem.CaseFolder;
import no.lagret.casesystem.CaseSystemSettings;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.casesystem.Supervisor;
import no.lagret.ledger.Census;
import no.lagret.ledger.CensusCheck;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerSettings;
import no.lagret.ledger.LedgerWriter;
import no.lagret.pulse.ClockCheck;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.sealing.HandBacks;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import no.lagret.sealing.Proofs;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the routes of delivery and confirmation call by name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KeepSettings.class, DeliverySettings.class, IntakeSettings.class})
class DeliveryConfiguration {

  /** The other side may ask us to wait this long; more is cut. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1).plusMinutes(10);

  /** A report waits in work meanwhile. */
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(5);

  private static final int DISK_WATCH_SECONDS = 5;

  @Bean
  PerRecipient<Guard> guards(
      Recipients recipients, Alarms alarms, Queues queues, LedgerEvents ledger) {
    return recipients.each(name -> new Guard(name, alarms, queues, ledger));
  }

  @Bean
  BrakeCheck brakeCheck(PerRecipient<Brakes> brakes, SetAside setAside) {
    return new BrakeCheck(brakes, setAside);
  }

  @Bean
  Unsealing unsealing(PerRecipient<Keyring> keys, @Qualifier("stampKeys") MacKeys stampKeys) {
    return new Unsealing(keys, stampKeys);
  }

  @Bean
  Reports reports(
      Unsealing unsealing,
      KnownOutcomes known,
      PerRecipient<Guard> guards,
      BrakeCheck brakes,
      Alarms alarms) {
    MemoryRoom room = new MemoryRoom(Runtime.getRuntime().maxMemory());
    return new Reports(unsealing, known, room, new WorkGate(), guards, brakes, alarms);
  }

  @Bean
  NewCopies newCopies(
      PerRecipient<Keyring> keys,
      @Qualifier("stampKeys") MacKeys stampKeys,
      LedgerEvents ledger,
      Queues queues,
      DeadLetterStamp deadLetters,
      InstantSource clock,
      List<PortalCopies> portals,
      KeptCopies kept) {
    return new NewCopies(keys, stampKeys, ledger, queues, deadLetters, clock, portals, kept);
  }

  @Bean
  Fetches fetches(
      List<PortalPayloads> portals, NewCopies copies, Unsealing unsealing, Alarms alarms) {
    return new Fetches(portals, copies, unsealing, alarms);
  }

  @Bean
  Observing observing(IntakeSettings settings) {
    return new Observing(settings.observe());
  }

  @Bean
  ObservingLedger observingLedger(
      Observing observing,
      Recipients recipients,
      Ledger ledger,
      LedgerEvents events,
      Queues queues) {
    return new ObservingLedger(observing, recipients, ledger, events, queues);
  }

  @Bean
  Duplicates duplicates(Ledger ledger, LedgerWriter writer, BrokerManagement broker) {
    return new Duplicates(ledger, writer, broker);
  }

  @Bean
  LostReplies lostReplies(
      Ledger ledger,
      LedgerWriter writer,
      Queues queues,
      LedgerEvents events,
      Announcements announcements,
      DeliverySettings settings,
      Alarms alarms,
      InstantSource clock) {
    return new LostReplies(ledger, writer, queues, events, announcements, settings, alarms, clock);
  }

  @Bean
  KeptCopies keptCopies(DataDirectory held, KeepSettings settings, Alarms alarms) {
    return new KeptCopies(held.path().resolve("kept"), settings.keepSealed(), alarms);
  }

  @Bean
  DeadLetterStamp deadLetterStamp(
      Queues queues, LedgerEvents ledger, PerRecipient<Keyring> keys, InstantSource clock) {
    return new DeadLetterStamp(queues, ledger, keys, clock);
  }

  @Bean
  FailedConfirmations failedConfirmations(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      NewCopies copies,
      PerRecipient<Supervisor> supervisors,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    return new FailedConfirmations(
        queues, ledger, deadLetters, copies, supervisors, alarms, settings, clock);
  }

  @Bean
  KnownOutcomes knownOutcomes(
      Ledger ledger,
      LedgerWriter writer,
      Announcements announcements,
      DeadLetterStamp deadLetters) {
    return new KnownOutcomes(
        ledger, () -> writer.awaitBarrier(LEDGER_WAIT), announcements, deadLetters);
  }

  @Bean
  FailedHandBacks failedHandBacks(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      PerRecipient<Supervisor> supervisors,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    return new FailedHandBacks(queues, ledger, deadLetters, supervisors, alarms, settings, clock);
  }

  @Bean
  HandingBack handBacks(
      HandBacks proofs,
      Unsealing unsealing,
      ReceiptVerifier verifier,
      LedgerEvents ledger,
      BrakeCheck brakes,
      Alarms alarms) {
    return new HandingBack(proofs, unsealing, verifier, ledger, brakes, alarms);
  }

  @Bean
  FailedAttempts failedAttempts(
      Queues queues,
      LedgerEvents ledger,
      DeadLetterStamp deadLetters,
      KnownOutcomes known,
      NewCopies copies,
      FailedConfirmations confirmations,
      FailedHandBacks handBacks,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      Alarms alarms,
      DeliverySettings settings,
      InstantSource clock) {
    return new FailedAttempts(
        queues,
        ledger,
        deadLetters,
        known,
        copies,
        confirmations,
        handBacks,
        supervisors,
        guards,
        alarms,
        settings,
        clock);
  }

  @Bean
  Confirmations confirmations(
      Proofs proofs,
      ReceiptVerifier verifier,
      LedgerEvents ledger,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      BrakeCheck brakes,
      Alarms alarms,
      InstantSource clock) {
    return new Confirmations(proofs, verifier, ledger, supervisors, guards, brakes, alarms, clock);
  }

  @Bean
  ArrivedReceipts arrivedReceipts(
      PerRecipient<CaseFolder> folders,
      Ledger ledger,
      LedgerWriter writer,
      BrokerManagement broker,
      ArrivedReceipts.LateReceipt late,
      Alarms alarms,
      InstantSource clock) {
    return new ArrivedReceipts(
        folders, ledger, () -> writer.awaitBarrier(LEDGER_WAIT), broker, late, alarms, clock);
  }

  @Bean
  Announcements announcements(
      ReceiptVerifier verifier, Proofs proofs, Queues queues, LedgerEvents ledger) {
    return new Announcements(verifier, proofs, queues, ledger);
  }

  @Bean
  Backstop backstop(DeadLetterStamp deadLetters, Queues queues, Alarms alarms) {
    return new Backstop(deadLetters, queues, alarms);
  }

  @Bean
  FullMemoryCheck fullMemoryCheck() {
    return new FullMemoryCheck();
  }

  @Bean
  DefaultErrorHandling defaultErrorHandling() {
    return new DefaultErrorHandling();
  }

  @Bean
  MissingReports missingReports(Announcements announcements, NewCopies copies, Queues queues) {
    return new MissingReports(announcements, copies, queues);
  }

  @Bean
  Census census(
      Ledger ledger,
      LedgerWriter writer,
      BrokerManagement broker,
      Queues queues,
      LedgerEvents events,
      Census.Remedies remedies,
      Alarms alarms,
      DeliverySettings settings,
      PerRecipient<CaseSystemSettings> caseSystems,
      InstantSource clock) {
    return new Census(
        ledger,
        writer,
        broker,
        queues,
        events,
        remedies,
        alarms,
        settings.maxRetryDelay().plus(LONGEST_RETRY_AFTER).plus(longestReceiptTimeout(caseSystems)),
        clock);
  }

  private static Duration longestReceiptTimeout(PerRecipient<CaseSystemSettings> caseSystems) {
    return caseSystems
        .all()
        .map(CaseSystemSettings::file)
        .filter(Objects::nonNull)
        .map(CaseSystemSettings.File::receiptTimeout)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  @Bean
  CensusCheck censusCheck(Census census, LedgerSettings settings) {
    return new CensusCheck(census, settings.censusInterval());
  }

  @Bean
  RepeatedCheck clockPulse(InstantSource clock) {
    return ClockCheck.of(clock);
  }

  @Bean(destroyMethod = "close")
  IntakeRoom intakeRoom(
      @Value("${lagret.data-directory}") Path dataDirectory,
      IntakeSettings settings,
      Alarms alarms) {
    return new IntakeRoom(dataDirectory, settings.diskLimit(), DISK_WATCH_SECONDS, alarms);
  }

  @Bean(destroyMethod = "close")
  DiskPace diskPace(@Value("${lagret.data-directory}") Path dataDirectory, Alarms alarms) {
    return new DiskPace(dataDirectory, DISK_WATCH_SECONDS, alarms);
  }

  @Bean(destroyMethod = "close")
  SettledCauses settledCauses(Ledger ledger, Alarms alarms) {
    return new SettledCauses(ledger, alarms);
  }

  @Bean(destroyMethod = "close")
  ClockWatch clockWatch(
      CamelContext camel, BrokerManagement broker, LedgerWriter writer, InstantSource clock) {
    return new ClockWatch(camel, broker, writer, clock);
  }

  @Bean
  StampKeysCheck stampKeysCheck(
      BrokerManagement broker, @Qualifier("stampKeys") MacKeys stampKeys) {
    return new StampKeysCheck(broker, stampKeys);
  }

  @Bean
  CrashLoop crashLoop(Ledger ledger, IntakeSettings settings, InstantSource clock) {
    return new CrashLoop(ledger, settings.longestRestartPause(), clock);
  }

  @Bean
  GatewayStop gatewayStop(
      GatewayStart start, Ledger ledger, LedgerEvents events, LedgerWriter writer, Queues queues) {
    return new GatewayStop(start, ledger, events, writer, queues);
  }

  @Bean
  GatewayRoutes gatewayRoutes(
      CamelContext camel,
      Recipients recipients,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Brakes> brakes) {
    return new GatewayRoutes(camel, recipients, supervisors, brakes);
  }

  @Bean
  GatewayStart gatewayStart(
      GatewayRoutes routes,
      Census census,
      Queues queues,
      LedgerEvents ledger,
      PerRecipient<Brakes> brakes,
      SetAside setAside,
      CrashLoop crashLoop,
      Recipients recipients,
      Ledger history,
      Alarms alarms,
      LedgerSettings ledgerSettings,
      ApplicationEventPublisher events) {
    return new GatewayStart(
        routes,
        census,
        queues,
        ledger,
        brakes,
        setAside,
        crashLoop,
        new RecipientsNotSet(recipients, history, alarms),
        ledgerSettings.censusInterval(),
        events);
  }
}
