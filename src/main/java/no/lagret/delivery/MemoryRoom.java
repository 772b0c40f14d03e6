package no.lagret.delivery;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Room in the heap for the reports in work, by their size: large ones wait for each other before
 * they are read from the queue, small ones never do. Without it a few large ones at a time fill a
 * heap in which each of them alone has room enough.
 */
final class MemoryRoom {

  /**
   * The sealed bytes as the broker gives them and as they are kept for the next attempt; parsed,
   * opened and the PDF while they are opened; what is read back while it is read.
   */
  private static final int TIMES_ITS_SIZE = 6;

  /** The rest is for what waits, what is fetched, and the gateway itself. */
  private static final int SHARE_OF_HEAP = 3;

  private static final int UNIT = 1024;

  private final int all;
  private final Semaphore free;

  /**
   * @param heapBytes the largest heap
   */
  MemoryRoom(long heapBytes) {
    this.all = (int) Math.min(heapBytes / SHARE_OF_HEAP / TIMES_ITS_SIZE / UNIT, Integer.MAX_VALUE);
    this.free = new Semaphore(all, true);
  }

  /**
   * Waits until there is room for a report. Whoever is in work leaves within the bounds of its
   * calls.
   *
   * @param size what the queue says of its sealed bytes
   * @return what must be given back by {@link #leave} when the attempt is over
   */
  int enter(@Nullable Object size) {
    int units = units(size);
    free.acquireUninterruptibly(units);
    return units;
  }

  void leave(int units) {
    free.release(units);
  }

  /** What is larger than all the room, or does not say how large it is, is alone in it. */
  private int units(@Nullable Object size) {
    return size instanceof Number bytes && bytes.longValue() >= 0
        ? (int) Math.min(bytes.longValue() / UNIT + 1, all)
        : all;
  }
}
