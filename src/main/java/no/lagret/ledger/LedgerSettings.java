package no.lagret.ledger;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ledger is, and how it is watched.
 *
 * @param url a JDBC URL of PostgreSQL; where none is given ledger.db in the data directory
 * @param censusInterval how often the ledger is compared with the queues; always at start
 */
@ConfigurationProperties("lagret.ledger")
public record LedgerSettings(@Nullable String url, @DefaultValue("1h") Duration censusInterval) {

  String urlIn(Path dataDirectory) {
    return url == null || url.isEmpty() ? LedgerDatabase.urlIn(dataDirectory) : url;
  }

  /** Never the URL: it may hold a password. */
  @Override
  public String toString() {
    return "LedgerSettings[censusInterval=" + censusInterval + "]";
  }
}
