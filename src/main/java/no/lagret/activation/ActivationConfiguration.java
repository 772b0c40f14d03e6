package no.lagret.activation;

import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.delivery.GatewayRoutes;
import no.lagret.dryrun.DryRun;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.routes.ActiveRoutes;
import no.lagret.sealing.Keyring;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The activation of routes. */
@Configuration(proxyBeanMethods = false)
class ActivationConfiguration {

  @Bean
  Activation activation(
      CamelContext camel,
      ActiveRoutes routes,
      GatewayRoutes gateway,
      Queues queues,
      LedgerEvents events,
      Ledger ledger,
      PerRecipient<Keyring> keys,
      Alarms alarms,
      Environment settings) {
    return new Activation(
        camel,
        routes,
        gateway,
        new Samples(
            routes.offeredDirectory().resolve("samples"),
            (folder, sample) -> DryRun.of(folder, sample, settings)),
        new ActivationLedger(
            routes,
            ledger,
            events,
            queues,
            text ->
                keys.all().filter(Keyring::canSeal).findFirst().map(keyring -> keyring.seal(text))),
        alarms);
  }
}
