package no.lagret.brake;

import java.time.Duration;
import java.util.Optional;
import no.lagret.alert.Alarms;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queues;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.LedgerWriter;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.sealing.Keyring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The brakes of each recipient. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConfirmationSettings.class)
class BrakeConfiguration {

  /** An operator waits for the answer meanwhile. */
  private static final Duration LEDGER_WAIT = Duration.ofSeconds(10);

  @Bean
  PerRecipient<Brakes> brakes(
      Recipients recipients,
      Ledger ledger,
      Queues queues,
      LedgerEvents events,
      Alarms alarms,
      ConfirmationSettings confirmations) {
    return recipients.each(
        name -> new Brakes(name, ledger, queues, events, alarms, confirmations.hold()));
  }

  @Bean(destroyMethod = "close")
  SetAsideSoon setAsideSoon(BrokerManagement broker) {
    return new SetAsideSoon(broker);
  }

  @Bean
  SetAside setAside(
      Ledger ledger,
      Queues queues,
      LedgerEvents events,
      PerRecipient<Keyring> keys,
      LedgerWriter writer,
      SetAsideSoon soon) {
    SetAside setAside =
        new SetAside(
            ledger,
            queues,
            events,
            (recipient, text) ->
                keys.of(recipient).canSeal()
                    ? Optional.of(keys.of(recipient).seal(text))
                    : Optional.empty(),
            () -> writer.awaitBarrier(LEDGER_WAIT),
            soon::bringForward);
    soon.keepBringingForward(setAside);
    return setAside;
  }
}
