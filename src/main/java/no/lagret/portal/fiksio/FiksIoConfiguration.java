package no.lagret.portal.fiksio;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.function.BiFunction;
import no.lagret.alert.Alarms;
import no.lagret.delivery.Confirmations;
import no.lagret.delivery.Duplicates;
import no.lagret.delivery.HandingBack;
import no.lagret.delivery.IntakeRoom;
import no.lagret.delivery.LostReplies;
import no.lagret.delivery.NewCopies;
import no.lagret.delivery.Observing;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.portal.PortalHealth;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channel FIKS_IO, of those recipients that have an account for it. */
@Configuration(proxyBeanMethods = false)
class FiksIoConfiguration {

  static final String ACCOUNT = FiksIoSettings.PREFIX + "account-id";

  @Bean
  PerRecipient<FiksIoSettings> fiksIoSettings(Recipients recipients) {
    PerRecipient<FiksIoSettings> all = recipients.settings("portal.fiks-io", FiksIoSettings.class);
    return recipients.each(name -> recipients.has(name, ACCOUNT) ? all.of(name) : null);
  }

  /** One for each of those recipients. */
  private static <S, T> PerRecipient<T> each(
      Recipients recipients, PerRecipient<S> of, BiFunction<String, S, @Nullable T> make) {
    return recipients.each(name -> of.find(name).<T>map(own -> make.apply(name, own)).orElse(null));
  }

  @Bean
  PerRecipient<Token> fiksIoTokens(
      Recipients recipients, PerRecipient<FiksIoSettings> settings, InstantSource clock) {
    return each(recipients, settings, (name, own) -> new Token(own, clock));
  }

  @Bean
  PerRecipient<FiksApi> fiksIoApis(
      Recipients recipients,
      PerRecipient<FiksIoSettings> settings,
      PerRecipient<Token> tokens,
      InstantSource clock) {
    return each(recipients, settings, (name, own) -> new FiksApi(own, tokens.of(name), clock));
  }

  @Bean
  Payloads fiksIoPayloads(PerRecipient<FiksApi> apis, PerRecipient<FiksIoSettings> settings) {
    return new Payloads(apis, settings);
  }

  @Bean
  PerRecipient<PortalHealth> fiksIoConnections(
      Recipients recipients,
      PerRecipient<FiksIoSettings> settings,
      Observing observing,
      Alarms alarms,
      InstantSource clock) {
    return each(
        recipients,
        settings,
        (name, own) ->
            observing.on()
                ? null // whoever attaches takes reports: nothing is connected, nothing can fail
                : new PortalHealth(
                    name,
                    Channel.FIKS_IO,
                    // A payload that is waited for shows nothing meanwhile.
                    own.payloadTimeout().plusMinutes(1),
                    "Nobody takes what it pushes: it keeps its reports, and prints them after two"
                        + " working days. Lagret connects again.",
                    alarms,
                    clock));
  }

  @Bean
  CompositeHealthContributor fiksIoHealth(
      @Qualifier("fiksIoConnections") PerRecipient<PortalHealth> connections) {
    return PortalHealth.together(connections);
  }

  @Bean
  MeterBinder fiksIoConnectionAges(
      @Qualifier("fiksIoConnections") PerRecipient<PortalHealth> connections) {
    return PortalHealth.ages(connections);
  }

  @Bean
  PerRecipient<FiksIoIntake> fiksIoIntakes(
      Recipients recipients,
      PerRecipient<FiksIoSettings> settings,
      Ledger ledger,
      LedgerWriter writer,
      NewCopies copies,
      LostReplies lostReplies,
      Duplicates duplicates,
      IntakeRoom room,
      Payloads payloads,
      Alarms alarms) {
    return each(
        recipients,
        settings,
        (name, own) ->
            new FiksIoIntake(
                name, ledger, writer, copies, lostReplies, duplicates, room, payloads, alarms));
  }

  @Bean
  FiksIoIntakes fiksIoIntake(PerRecipient<FiksIoIntake> intakes) {
    return new FiksIoIntakes(intakes);
  }

  @Bean
  PerRecipient<Subscription> fiksIoSubscriptions(
      Recipients recipients,
      PerRecipient<FiksIoSettings> settings,
      PerRecipient<Token> tokens,
      PerRecipient<FiksIoIntake> intakes,
      @Qualifier("fiksIoConnections") PerRecipient<PortalHealth> connections) {
    return each(
        recipients,
        connections,
        (name, health) ->
            new Subscription(
                name,
                new AmqpAccount(name, settings.of(name), tokens.of(name)),
                intakes.of(name),
                health));
  }

  /** Routes call it {@code fiks-io}. */
  @Bean("fiks-io")
  FiksIoComponent fiksIo(
      PerRecipient<Subscription> subscriptions,
      PerRecipient<FiksApi> apis,
      Ledger ledger,
      Confirmations confirmations,
      HandingBack handBacks) {
    return new FiksIoComponent(subscriptions, new Replying(apis, ledger), confirmations, handBacks);
  }
}
