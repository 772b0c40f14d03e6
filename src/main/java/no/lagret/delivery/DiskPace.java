package no.lagret.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the disk of the data directory takes to keep one byte. Each report waits for it some ten
 * times; a slow disk loses nothing, and makes all that wait for it late.
 */
final class DiskPace implements MeterBinder, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DiskPace.class);
  private static final String SUBJECT = "data-directory";
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** One slow sync is a hiccup. */
  private static final int IN_A_ROW = 3;

  private final Path probe;
  private final Alarms alarms;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("disk-pace", true));
  private volatile @Nullable Duration last;
  private int slow;
  private int quick;

  DiskPace(Path dataDirectory, int everySeconds, Alarms alarms) {
    this.probe = dataDirectory.resolve("lagret.pace");
    this.alarms = alarms;
    watch.scheduleWithFixedDelay(this::look, everySeconds, everySeconds, TimeUnit.SECONDS);
  }

  private void look() {
    long began = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
      channel.force(false);
    } catch (IOException e) {
      // A full or broken disk is told by others.
      LOG.debug("The disk keeps nothing now", e);
      last = null;
      return;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    last = took;
    boolean isSlow = took.compareTo(SLOW) >= 0;
    slow = isSlow ? slow + 1 : 0;
    quick = isSlow ? 0 : quick + 1;
    if (slow >= IN_A_ROW) {
      alarms.begin(
          Condition.DISK_SLOW,
          SUBJECT,
          null,
          null,
          "The disk of the data directory takes "
              + took.toMillis()
              + " ms to keep one byte. Nothing is lost; reports wait for it some ten times each."
              + " Find out what else uses the disk, or give it a quicker one.");
    } else if (quick >= IN_A_ROW) {
      alarms.end(Condition.DISK_SLOW, SUBJECT);
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("lagret.disk.sync", this::seconds)
        .description("How long the disk last took to keep one byte; NaN when it did not")
        .baseUnit("seconds")
        .register(registry);
  }

  private @Nullable Number seconds() {
    Duration known = last;
    return known == null ? null : known.toNanos() / 1e9;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
