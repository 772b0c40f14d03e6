package no.lagret.console;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.WrittenLedger;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The API with a real ledger behind it, and without queues and routes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = CamelAutoConfiguration.class)
@ComponentScan
class ConsoleUnderTest {

  @Bean(destroyMethod = "close")
  WrittenLedger writtenLedger() throws IOException {
    return new WrittenLedger(Files.createTempDirectory("ledger"));
  }

  @Bean
  DataSource database(WrittenLedger written) {
    return written.database();
  }

  @Bean
  Ledger ledger(WrittenLedger written) {
    return new Ledger(JdbcClient.create(written.database()));
  }

  @Bean
  Alarms alarms(WrittenLedger written) {
    return new Alarms(JdbcClient.create(written.database()), InstantSource.system(), List.of());
  }
}
