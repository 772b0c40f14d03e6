package no.lagret.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.lagret.alert.Condition;
import org.junit.jupiter.api.Test;

class AlarmsInTheLogTest {

  private static final List<Condition> PROMISED = List.of(Condition.DISK, Condition.LEDGER);
  private static final String WHOLE =
      """
      21:00:00.000 WARN  [room] n.l.a.Alarms - Alarm DISK begins for data-directory: 85 % full.
      21:00:01.000 WARN  [writer] n.l.a.Alarms - Alarm LEDGER begins for ledger: Check the disk.
      21:00:02.000 INFO  [writer] n.l.a.Alarms - Alarm LEDGER ended for ledger
      21:00:03.000 INFO  [room] n.l.a.Alarms - Alarm DISK ended for data-directory
      """;

  @Test
  void isContentWhenEachBeganAndEnded() {
    assertThatCode(() -> AlarmsInTheLog.check(PROMISED, WHOLE)).doesNotThrowAnyException();
  }

  @Test
  void isRedWithoutABeginningOrAnEndOfTheSameAlarm() {
    for (String log :
        List.of(
            "",
            WHOLE.replace("DISK begins", "DISK_SLOW begins"),
            WHOLE.replace("DISK ended", "DISK_SLOW ended"),
            WHOLE.replace("ended for data-directory", "ended for another"),
            "Alarm DISK ended for data-directory\n" + WHOLE.replace("Alarm DISK ended", ""))) {
      assertThatThrownBy(() -> AlarmsInTheLog.check(PROMISED, log))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("Of [");
    }
  }
}
