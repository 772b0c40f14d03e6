package no.lagret.figures;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import no.lagret.ledger.Ledger;
import no.lagret.notice.Letters;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.Reconciliations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figures. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiguresSettings.class)
class FiguresConfiguration {

  private static final String AT = "lagret.figures.daily-mail-at";

  @Bean
  Counting counting(
      Ledger ledger,
      Reconciliations reconciliations,
      Recipients recipients,
      @Value("${lagret.reconciliation.grace:1h}") Duration grace,
      InstantSource clock) {
    return new Counting(ledger, reconciliations, recipients, grace, clock);
  }

  /**
   * @throws InvalidConfigurationPropertyValueException when there is no mail server to send by
   */
  @Bean
  @ConditionalOnProperty(AT)
  DailyMail dailyMail(
      Counting counting,
      Sheets sheets,
      Letters letters,
      FiguresSettings settings,
      InstantSource clock) {
    if (!letters.canBeSent()) {
      throw new InvalidConfigurationPropertyValueException(
          AT, settings.dailyMailAt(), "It is sent by lagret.alerts.mail.host, which is not set.");
    }
    return new DailyMail(
        counting,
        sheets,
        letters,
        Objects.requireNonNull(settings.dailyMail()),
        settings.dailyMailTo(),
        clock);
  }

  @Bean
  Sheets sheets(MessageSource words) {
    return new Sheets(words);
  }
}
