package no.lagret.deadline;

import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clocks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadlineSettings.class)
class DeadlineConfiguration {

  @Bean
  WorkingDays workingDays(DeadlineSettings settings) {
    return new WorkingDays(settings.closed());
  }

  @Bean
  PaperClock paperClock(DeadlineSettings settings, WorkingDays days) {
    return new PaperClock(settings.paperAfter(), days);
  }

  @Bean
  Deadlines deadlines(DeadlineSettings settings, PaperClock paper, Recipients recipients) {
    PerRecipient<PortalRetention> portals = recipients.settings("portal", PortalRetention.class);
    return new Deadlines(settings, paper, recipients.each(name -> portals.of(name).retention()));
  }
}
