package no.lagret.casesystem;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that hangs takes one thread, and nobody waits for it for ever. */
@Timeout(120)
class FolderTurnsTest {

  private final CountDownLatch mountIsBack = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  @AfterEach
  void letGo() {
    mountIsBack.countDown();
  }

  private String hang() throws InterruptedException {
    begun.incrementAndGet();
    mountIsBack.await();
    return "late";
  }

  @Test
  void givesUpWhatHangsAndGoesOnByItselfOnceItHasEnded() throws Exception {
    FolderTurns turns = new FolderTurns(Duration.ofMillis(200));
    assertThatThrownBy(() -> turns.take(this::hang)).isInstanceOf(TimeoutException.class);

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> turns.take(this::hang)).isInstanceOf(TimeoutException.class);
    }
    assertThat(begun).as("threads in the folder that hangs").hasValue(1);

    mountIsBack.countDown();
    await().atMost(LONG_ENOUGH).ignoreExceptions().until(() -> turns.take(() -> true));
  }

  /** They came before it was known to hang, and begin nothing once it is. */
  @Test
  void lengthensTheWaitOfThoseInTheQueueByNoMoreThanTheLimit() {
    FolderTurns turns = new FolderTurns(Duration.ofMillis(500));
    List<CompletableFuture<Void>> all =
        Stream.generate(
                () ->
                    CompletableFuture.runAsync(
                        () ->
                            assertThatThrownBy(() -> turns.take(this::hang))
                                .isInstanceOf(TimeoutException.class)))
            .limit(4)
            .toList();

    all.forEach(CompletableFuture::join);
    assertThat(begun).hasValue(1);
  }

  @Test
  void letsOneInAtATime() {
    FolderTurns turns = new FolderTurns(LONG_ENOUGH);
    AtomicInteger within = new AtomicInteger();
    List<CompletableFuture<Void>> all =
        Stream.generate(
                () ->
                    CompletableFuture.runAsync(
                        () -> assertThat(alone(turns, within)).as("others within").isZero()))
            .limit(50)
            .toList();

    all.forEach(CompletableFuture::join);
  }

  private static int alone(FolderTurns turns, AtomicInteger within) {
    try {
      return turns.take(
          () -> {
            int others = within.getAndIncrement();
            Thread.yield();
            within.decrementAndGet();
            return others;
          });
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void callsAFolderThatHangsAnOutageAndNamesItsSetting(@TempDir Path directory) {
    SharedFolder folder =
        new SharedFolder(CaseFolder.OUTBOX, directory, new FolderTurns(Duration.ofSeconds(1)));

    assertThatThrownBy(() -> folder.use(() -> hangUninterrupted()))
        .isInstanceOfSatisfying(
            ClassifiedFailure.class,
            failure -> {
              assertThat(failure.failureClass()).isEqualTo(FailureClass.OUTAGE);
              assertThat(failure.code()).isEqualTo("FOLDER_HANGS");
              assertThat(failure.setting()).isEqualTo(CaseFolder.OUTBOX);
            });
  }

  private String hangUninterrupted() {
    try {
      return hang();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
