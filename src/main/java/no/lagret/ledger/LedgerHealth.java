package no.lagret.ledger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether what happens can be written down. */
final class LedgerHealth implements HealthIndicator {

  private final LedgerWriter writer;

  LedgerHealth(LedgerWriter writer) {
    this.writer = writer;
  }

  @Override
  public Health health() {
    Health.Builder health = writer.healthy() ? Health.up() : Health.down();
    return health.withDetail("lastWritten", writer.lastWrittenAt().at().toString()).build();
  }
}
