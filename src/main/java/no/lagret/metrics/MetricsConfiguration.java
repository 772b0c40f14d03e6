package no.lagret.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.broker.BrokerManagement;
import no.lagret.casesystem.RecipientSettings;
import no.lagret.casesystem.Supervisor;
import no.lagret.delivery.Guard;
import no.lagret.ledger.Census;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code /actuator/prometheus} shows of the gateway; docs/metrics.md says what of it to do.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  ReportMeters reportMeters(Ledger ledger, InstantSource clock) {
    return new ReportMeters(RecipientSettings.DEFAULT_NAME, ledger, clock);
  }

  @Bean
  EventMeters eventMeters(Ledger ledger, MeterRegistry registry) {
    return new EventMeters(RecipientSettings.DEFAULT_NAME, ledger, registry);
  }

  @Bean
  GatewayMeters gatewayMeters(
      Census census,
      LedgerWriter writer,
      BrokerManagement broker,
      Supervisor supervisor,
      Guard guard,
      Brakes brakes) {
    return new GatewayMeters(census, writer, broker, supervisor, guard, brakes);
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
