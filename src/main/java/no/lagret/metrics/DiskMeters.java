package no.lagret.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The disk on which all lies that must survive. */
final class DiskMeters implements MeterBinder {

  private final Path dataDirectory;

  DiskMeters(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("lagret.disk.free", () -> ask(FileStore::getUsableSpace))
        .description("Free on the disk of the data directory; NaN when it cannot be asked")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("lagret.disk.size", () -> ask(FileStore::getTotalSpace))
        .description("Size of the disk of the data directory")
        .baseUnit("bytes")
        .register(registry);
  }

  private @Nullable Number ask(Question question) {
    try {
      return question.of(Files.getFileStore(dataDirectory));
    } catch (IOException e) {
      return null;
    }
  }

  private interface Question {
    Number of(FileStore disk) throws IOException;
  }
}
