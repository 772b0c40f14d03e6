package no.lagret.casesystem;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets work into one folder one turn at a time, each on a thread that may be given up. A network
 * mount can hold whoever touches it for ever: that costs one thread for each folder, and whoever
 * comes meanwhile is told at once. The turn that was given up may still end; then all goes on.
 */
final class FolderTurns {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(new DefaultThreadFactory("case-system-folder", true));

  private final Duration limit;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile @Nullable FutureTask<?> givenUp;

  FolderTurns(Duration limit) {
    this.limit = limit;
  }

  /** Longest time for which a turn is waited for, and then for its end. */
  Duration limit() {
    return limit;
  }

  /**
   * @return what the work returned
   * @throws TimeoutException when the turn did not come or did not end in time; the work may then
   *     still be done, later
   * @throws ExecutionException with what the work threw
   */
  <T extends @Nullable Object> T take(Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    if (hangs() || !turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    FutureTask<T> task = new FutureTask<>(work);
    THREADS.execute(
        () -> {
          task.run();
          turn.release();
        });
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      givenUp = task;
      throw e;
    }
  }

  private boolean hangs() {
    FutureTask<?> last = givenUp;
    return last != null && !last.isDone();
  }
}
