package no.lagret.ledger;

import static no.lagret.ledger.Samples.dispatch;
import static no.lagret.ledger.Samples.queued;
import static no.lagret.ledger.Samples.way;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import no.lagret.ledger.Verdict.Outcome;
import no.lagret.report.Timestamps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyLedgerTest {

  @TempDir Path folder;
  private TestLedger t;

  @BeforeEach
  void open() throws Exception {
    t = new TestLedger(folder);
    t.write(way(dispatch()));
    t.write(way(dispatch()));
  }

  @AfterEach
  void close() throws Exception {
    t.close();
  }

  @Test
  void findsAnUntouchedLedgerWhole() {
    Verdict verdict = verify(null);
    assertThat(verdict.outcome()).isEqualTo(Outcome.WHOLE);
    assertThat(verdict.head()).isEqualTo(t.ledger.head());
    assertThat(verdict.head().seq()).isEqualTo(14);
  }

  @Test
  void bindsTheFirstEventToZeros() {
    String event =
        t.jdbc.sql("select event from ledger where seq = 1").query(String.class).single();
    assertThat(t.jdbc.sql("select hash from ledger where seq = 1").query(String.class).single())
        .isEqualTo(Chain.hash("0".repeat(64), event.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void findsAChangedEvent() {
    tamper("update ledger set event = replace(event, 'status-503', 'status-500') where seq = 2");
    assertBrokenAt(2, "its hash does not follow from what it says");
  }

  @Test
  void findsAChangedEventWithItsOwnHashMadeAnew() {
    String event =
        t.jdbc
            .sql("select replace(event, 'status-503', 'status-500') from ledger where seq = 2")
            .query(String.class)
            .single();
    String previous =
        t.jdbc.sql("select prev_hash from ledger where seq = 2").query(String.class).single();
    t.jdbc
        .sql("update ledger set event = :event, hash = :hash where seq = 2")
        .param("event", event)
        .param("hash", Chain.hash(previous, event.getBytes(StandardCharsets.UTF_8)))
        .update();
    assertBrokenAt(3, "it does not follow the event before it");
  }

  @Test
  void findsAChangedColumn() {
    tamper("update ledger set actor = 'ola' where seq = 5");
    assertBrokenAt(5, "its columns differ from the event that was hashed");
  }

  @Test
  void findsADeletedEvent() {
    tamper("delete from ledger where seq = 4");
    assertBrokenAt(4, "it is missing, next comes 5");
  }

  @Test
  void findsADeletedEventWhoseGapWasClosed() {
    tamper("delete from ledger where seq = 4", "update ledger set seq = seq - 1 where seq > 4");
    assertBrokenAt(4, "it does not follow the event before it");
  }

  @Test
  void findsAnInsertedEvent() {
    byte[] body = EventJson.write(LedgerEvent.of(EventType.NOTE, "default"));
    String before =
        t.jdbc.sql("select hash from ledger where seq = 3").query(String.class).single();
    String inserted = Chain.hash(before, body);
    tamper(
        "update ledger set seq = -seq where seq > 3",
        "update ledger set seq = 1 - seq where seq < 0",
        "update ledger set prev_hash = '" + inserted + "' where seq = 5");
    LedgerEvent event = EventJson.read(body);
    t.jdbc
        .sql(
            """
            insert into ledger
            values (4, :id, :at, 'NOTE', 'default', null, null, null, 0, 0, null, null, :event, :prev, :hash)""")
        .param("id", event.id())
        .param("at", Timestamps.format(event.at()))
        .param("event", new String(body, StandardCharsets.UTF_8))
        .param("prev", before)
        .param("hash", inserted)
        .update();
    assertBrokenAt(5, "its hash does not follow from what it says");
  }

  @Test
  void findsReorderedEvents() {
    tamper(
        "update ledger set seq = 100 where seq = 2",
        "update ledger set seq = 2 where seq = 3",
        "update ledger set seq = 3 where seq = 100");
    assertBrokenAt(2, "it does not follow the event before it");
  }

  @Test
  void findsACutEndByTheHeadThatLeftTheMachine() {
    t.write(List.of(LedgerEvent.of(EventType.NOTE, "default")));
    LedgerHead before = t.ledger.head();
    t.write(List.of(LedgerEvent.of(EventType.NOTE, "default")));
    assertThat(verify(before.hash()).outcome()).isEqualTo(Outcome.WHOLE);
    tamper("delete from ledger where seq >= 15");
    assertThat(verify(null).outcome()).isEqualTo(Outcome.WHOLE);
    assertThat(verify(before.hash()).problem()).contains("cut or rewritten");
  }

  @Test
  void findsACutEndOfADispatchEvenWithoutAHead() {
    tamper("delete from ledger where seq = 14");
    assertThat(verify(null).problem()).contains("differs from its events");
  }

  @Test
  void findsATableThatSaysOtherwiseThanTheEvents() {
    tamper("update dispatch set state = 'STORED'");
    assertThat(verify(null).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void findsADispatchThatNoEventMade() {
    tamper(
        """
        insert into dispatch (recipient, channel, dispatch_id, report_id, generation, step, rank,
          state, received_at, sealed_sha256, sealed_size, attempts, last_event_at, last_event_id)
        select recipient, channel, 'x', 'x', 1, 1, 1, state, received_at, sealed_sha256, 1, 0,
          last_event_at, 'x' from dispatch limit 1""");
    assertThat(verify(null).problem()).contains("no event made");
  }

  @Test
  void findsADeadLetterThatWasHidden() {
    tamper("update dead_letter set settled_at = null");
    assertThat(verify(null).problem()).contains("dead letter");
    tamper("delete from dead_letter");
    assertThat(verify(null).outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void saysWhenItCannotTell() throws Exception {
    assertThat(VerifyLedger.run(new String[] {"--lagret.data-directory=" + folder + "/none"}))
        .isEqualTo(2);
    Path noDatabase = Files.writeString(folder.resolve("other.db"), "x".repeat(5_000));
    assertThat(VerifyLedger.verify("jdbc:sqlite:" + noDatabase, null).outcome())
        .isEqualTo(Outcome.COULD_NOT_TELL);
    byte[] newer = "{\"v\":2}".getBytes(StandardCharsets.UTF_8);
    LedgerHead head = t.ledger.head();
    t.jdbc
        .sql(
            "insert into ledger values (15,'x','','NOTE',null,null,null,null,0,0,null,null,:e,:p,:h)")
        .param("e", "{\"v\":2}")
        .param("p", head.hash())
        .param("h", Chain.hash(head.hash(), newer))
        .update();
    assertThat(verify(null).problem()).contains("seq 15").contains("version");
  }

  @Test
  void readsBesideAWriter() throws Exception {
    t.writer.start();
    for (int round = 0; round < 10; round++) {
      t.tell(way(dispatch()));
      assertThat(verify(null).outcome()).isEqualTo(Outcome.WHOLE);
    }
    t.tell(List.of(queued(dispatch(), 1)));
    assertThat(t.caughtUp()).isTrue();
    assertThat(verify(null).head().seq()).isEqualTo(85);
  }

  @Test
  void speaksJsonToTools() {
    PrintStream out = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertThat(VerifyLedger.run(new String[] {"--lagret.data-directory=" + folder, "--json"}))
          .isZero();
    } finally {
      System.setOut(out);
    }
    assertThat(told.toString(StandardCharsets.UTF_8))
        .startsWith("{\"outcome\":\"WHOLE\",\"events\":14,\"head\":\"");
  }

  private Verdict verify(String head) {
    return VerifyLedger.verify(LedgerDatabase.urlIn(folder), head);
  }

  private void tamper(String... statements) {
    for (String statement : statements) {
      t.jdbc.sql(statement).update();
    }
  }

  private void assertBrokenAt(long seq, String problem) {
    Verdict verdict = verify(null);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(verdict.seq()).isEqualTo(seq);
    assertThat(verdict.problem()).isEqualTo(problem);
    assertThat(verdict.text()).contains("Broken at seq " + seq);
  }
}
