package no.lagret.portal.svarinn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Base64;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.casesystem.ReceiptVerifier;
import no.lagret.delivery.Announcements;
import no.lagret.delivery.Confirmations;
import no.lagret.delivery.Duplicates;
import no.lagret.delivery.HandingBack;
import no.lagret.delivery.IntakeRoom;
import no.lagret.delivery.NewCopies;
import no.lagret.delivery.Observing;
import no.lagret.http.BoundedCalls;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.portal.PortalHealth;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.Channel;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The channel SVARINN, where its settings are present. */
@Configuration(proxyBeanMethods = false)
class SvarinnConfiguration {

  /** A list of some ten thousand dispatches, or a report of 5 MB with room to spare. */
  private static final long LONGEST_ANSWER_BYTES = 64L << 20;

  /** Of those recipients that have an account for this channel. */
  @Bean
  PerRecipient<SvarinnSettings> svarinnSettings(Recipients recipients) {
    PerRecipient<SvarinnSettings> all =
        recipients.settings("portal.svarinn", SvarinnSettings.class);
    return recipients.each(
        name -> recipients.has(name, SvarinnClient.BASE_URL) ? all.of(name) : null);
  }

  static BoundedCalls calls(SvarinnSettings settings) {
    String credentials = settings.username() + ":" + settings.password();
    return new BoundedCalls(
        settings.responseTimeout(),
        settings.connectTimeout(),
        LONGEST_ANSWER_BYTES,
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)),
        null);
  }

  @Bean
  PerRecipient<SvarinnClient> svarinnClients(
      CamelContext camel,
      Recipients recipients,
      PerRecipient<SvarinnSettings> settings,
      InstantSource clock,
      Alarms alarms) {
    return recipients.each(
        name ->
            settings
                .find(name)
                .map(
                    own -> {
                      camel.getRegistry().bind("svarinnCalls-" + name, calls(own));
                      return new SvarinnClient(
                          camel.createProducerTemplate(),
                          name,
                          own.baseUrl().toString(),
                          clock,
                          new PortalClock(name, alarms));
                    })
                .orElse(null));
  }

  @Bean
  SvarinnComponent svarinn(
      PerRecipient<SvarinnClient> clients, Confirmations confirmations, HandingBack handBacks) {
    return new SvarinnComponent(clients, confirmations, handBacks);
  }

  @Bean
  SvarinnCopies svarinnCopies(PerRecipient<SvarinnClient> clients) {
    return new SvarinnCopies(clients);
  }

  @Bean
  PortalWaiting portalWaiting(PerRecipient<SvarinnClient> clients) {
    return new PortalWaiting(clients);
  }

  @Bean
  PerRecipient<PortalHealth> svarinnPolls(
      Recipients recipients,
      PerRecipient<SvarinnSettings> settings,
      Alarms alarms,
      InstantSource clock) {
    return recipients.each(
        name ->
            settings
                .find(name)
                .map(
                    own ->
                        new PortalHealth(
                            name,
                            Channel.SVARINN,
                            own.pollInterval().multipliedBy(2).plusMinutes(1),
                            "It keeps its reports and is asked again at the next poll.",
                            alarms,
                            clock))
                .orElse(null));
  }

  @Bean
  CompositeHealthContributor svarinnHealth(
      @Qualifier("svarinnPolls") PerRecipient<PortalHealth> polls) {
    return PortalHealth.together(polls);
  }

  @Bean
  MeterBinder svarinnPollAges(@Qualifier("svarinnPolls") PerRecipient<PortalHealth> polls) {
    return PortalHealth.ages(polls);
  }

  @Bean
  Observations svarinnObservations(
      Observing observing,
      Recipients recipients,
      @Qualifier("svarinnPolls") PerRecipient<PortalHealth> polls,
      DataSource database,
      ReceiptVerifier caseSystem,
      Alarms alarms,
      InstantSource clock) {
    return new Observations(
        observing.on(),
        recipients.each(
            name ->
                polls
                    .find(name)
                    .map(
                        health ->
                            new Observation(
                                name,
                                new ObservedTable(name, JdbcClient.create(database)),
                                caseSystem,
                                health,
                                alarms,
                                clock))
                    .orElse(null)));
  }

  @Bean
  SvarinnIntakes svarinnIntake(
      Recipients recipients,
      @Qualifier("svarinnPolls") PerRecipient<PortalHealth> polls,
      Ledger ledger,
      LedgerWriter writer,
      NewCopies copies,
      Announcements announcements,
      Duplicates duplicates,
      IntakeRoom room,
      Observations observations,
      Alarms alarms) {
    StillListed stillListed = new StillListed(announcements, alarms);
    return new SvarinnIntakes(
        recipients.each(
            name ->
                polls
                    .find(name)
                    .map(
                        health ->
                            new SvarinnIntake(
                                name,
                                ledger,
                                writer,
                                copies,
                                stillListed,
                                duplicates,
                                room,
                                alarms,
                                health))
                    .orElse(null)),
        observations);
  }
}
