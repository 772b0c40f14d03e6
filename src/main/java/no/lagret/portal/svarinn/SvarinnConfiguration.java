package no.lagret.portal.svarinn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Base64;
import no.lagret.alert.Alarms;
import no.lagret.broker.BrokerManagement;
import no.lagret.casesystem.RecipientSettings;
import no.lagret.delivery.Announcements;
import no.lagret.delivery.Confirmations;
import no.lagret.delivery.HandingBack;
import no.lagret.delivery.IntakeRoom;
import no.lagret.delivery.NewCopies;
import no.lagret.http.BoundedCalls;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.report.Channel;
import org.apache.camel.CamelContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channel SVARINN, where its settings are present. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("lagret.portal.svarinn.base-url")
@EnableConfigurationProperties(SvarinnSettings.class)
class SvarinnConfiguration {

  /** A list of some ten thousand dispatches, or a report of 5 MB with room to spare. */
  private static final long LONGEST_ANSWER_BYTES = 64L << 20;

  @Bean
  BoundedCalls svarinnCalls(SvarinnSettings settings) {
    String credentials = settings.username() + ":" + settings.password();
    return new BoundedCalls(
        settings.responseTimeout(),
        settings.connectTimeout(),
        LONGEST_ANSWER_BYTES,
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)),
        null);
  }

  @Bean
  SvarinnClient svarinnClient(
      CamelContext camel, SvarinnSettings settings, InstantSource clock, Alarms alarms) {
    return new SvarinnClient(
        camel.createProducerTemplate(),
        settings.baseUrl().toString(),
        clock,
        new PortalClock(RecipientSettings.DEFAULT_NAME, alarms));
  }

  @Bean
  SvarinnComponent svarinn(
      SvarinnClient client, Confirmations confirmations, HandingBack handBacks) {
    return new SvarinnComponent(client, confirmations, handBacks);
  }

  @Bean
  SvarinnCopies svarinnCopies(SvarinnClient client) {
    return new SvarinnCopies(client);
  }

  @Bean
  PollHealth svarinnHealth(SvarinnSettings settings, Alarms alarms, InstantSource clock) {
    return new PollHealth(RecipientSettings.DEFAULT_NAME, settings.pollInterval(), alarms, clock);
  }

  @Bean
  MeterBinder svarinnPolls(PollHealth health) {
    return registry ->
        Gauge.builder("lagret.poll.age", health::age)
            .description("Since the portal last gave its list; NaN when it never did")
            .baseUnit("seconds")
            .tag("recipient", RecipientSettings.DEFAULT_NAME)
            .tag("channel", Channel.SVARINN.name())
            .register(registry);
  }

  @Bean
  SvarinnIntake svarinnIntake(
      Ledger ledger,
      LedgerWriter writer,
      NewCopies copies,
      Announcements announcements,
      BrokerManagement broker,
      IntakeRoom room,
      Alarms alarms,
      PollHealth health) {
    return new SvarinnIntake(
        RecipientSettings.DEFAULT_NAME,
        ledger,
        writer,
        copies,
        new StillListed(announcements, alarms),
        broker,
        room,
        alarms,
        health);
  }
}
