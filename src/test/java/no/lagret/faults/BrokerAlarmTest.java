package no.lagret.faults;

import java.nio.file.Path;
import no.lagret.alert.Condition;
import no.lagret.broker.ExternalBroker;
import no.lagret.testing.BeginsAndEnds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queues lie in an Artemis of its own, which ends and comes back while the gateway runs. */
class BrokerAlarmTest extends WholeWay {

  @TempDir private static Path queues;

  private ExternalBroker broker;

  @Override
  String[] settings() {
    try {
      broker = new ExternalBroker(queues);
    } catch (Exception e) {
      throw new AssertionError("The broker does not start", e);
    }
    return broker.settings();
  }

  @AfterAll
  void stopsLast() throws Exception {
    gateway.close();
    broker.close();
  }

  @Test
  @BeginsAndEnds(Condition.BROKER)
  void goesOnByItselfWhenTheBrokerIsBack() throws Exception {
    goodReportGoesThrough();
    broker.isDown();
    try {
      gateway.waitsForAlarm("BROKER");
    } finally {
      // What asks a broker that is away waits for it, and so would the end of the gateway.
      broker.isBack();
    }
    gateway.waitsForEndOf("BROKER");
    goodReportGoesThrough();
  }
}
