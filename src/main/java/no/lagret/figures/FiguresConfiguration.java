package no.lagret.figures;

import java.time.Duration;
import java.time.InstantSource;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.Reconciliations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figures. */
@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {

  @Bean
  Counting counting(
      Ledger ledger,
      Reconciliations reconciliations,
      Recipients recipients,
      @Value("${lagret.reconciliation.grace:1h}") Duration grace,
      InstantSource clock) {
    return new Counting(ledger, reconciliations, recipients, grace, clock);
  }

  @Bean
  Sheets sheets(MessageSource words) {
    return new Sheets(words);
  }
}
