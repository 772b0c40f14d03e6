package no.lagret.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files opened in another directory of the same name would be looked for in vain later. */
class DataDirectoryTest {

  @TempDir Path directory;

  @Test
  void knowsWhetherItIsStillTheOneThatWasTaken() throws Exception {
    Path data = directory.resolve("data");
    Path elsewhere = directory.resolve("elsewhere");
    try (DataDirectory held = new DataDirectory(data)) {
      assertThat(held.isStillThere()).isTrue();
      Files.move(data, elsewhere);
      assertThat(held.isStillThere()).isFalse();
      try (DataDirectory another = new DataDirectory(data)) {
        assertThat(another.isStillThere()).isTrue();
        assertThat(held.isStillThere()).isFalse();
      }
    }
  }
}
