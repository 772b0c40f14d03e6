package no.lagret.canary;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.recipient.Recipients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The canary, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CanarySettings.class)
class CanaryConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(CanaryConfiguration.class);

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("lagret.canary.send-url")
  Canary canary(
      CanarySettings settings,
      Recipients recipients,
      Ledger ledger,
      Alarms alarms,
      InstantSource clock) {
    String recipient = Objects.requireNonNull(settings.recipient());
    LOG.warn("Reports of {} are of nobody: they are in no figures and no comparison", recipient);
    TestMode.Account account =
        recipients.settings("portal.svarinn", TestMode.Account.class).of(recipient);
    return new Canary(
        recipient,
        settings,
        new TestMode(Objects.requireNonNull(settings.sendUrl()), account, clock),
        ledger,
        alarms);
  }

  /** What was missed of a canary that is not sent any more, or for another recipient now. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> formerCanaries(
      CanarySettings settings, Alarms alarms) {
    List<String> flying =
        settings.isSet() ? List.of(Objects.requireNonNull(settings.recipient())) : List.of();
    return ready -> alarms.endOthers(Condition.CANARY_MISSING, flying);
  }
}
