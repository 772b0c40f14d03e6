package no.lagret.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.broker.BrokerManagement;
import no.lagret.casesystem.Supervisor;
import no.lagret.delivery.Guard;
import no.lagret.ledger.Census;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import no.lagret.ledger.WrittenEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code /actuator/prometheus} shows of the gateway; docs/metrics.md says what of it to do.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  MeterBinder reportMeters(Recipients recipients, Ledger ledger, InstantSource clock) {
    return registry ->
        recipients.names().forEach(name -> new ReportMeters(name, ledger, clock).bindTo(registry));
  }

  @Bean
  WrittenEvents eventMeters(Recipients recipients, Ledger ledger, MeterRegistry registry) {
    PerRecipient<EventMeters> meters =
        recipients.each(name -> new EventMeters(name, ledger, registry));
    return event -> {
      if (event.recipient() != null) {
        meters.find(event.recipient()).ifPresent(each -> each.written(event));
      }
    };
  }

  @Bean
  GatewayMeters gatewayMeters(
      Census census,
      LedgerWriter writer,
      BrokerManagement broker,
      PerRecipient<Supervisor> supervisors,
      PerRecipient<Guard> guards,
      PerRecipient<Brakes> brakes) {
    return new GatewayMeters(census, writer, broker, supervisors, guards, brakes);
  }

  @Bean
  AlarmMeters alarmMeters(Alarms alarms) {
    return new AlarmMeters(alarms);
  }

  @Bean
  DiskMeters diskMeters(@Value("${lagret.data-directory}") Path dataDirectory) {
    return new DiskMeters(dataDirectory);
  }
}
