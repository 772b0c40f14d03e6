package no.lagret.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where queues page is known before they do. That it outlives a power cut, only a cut shows. */
class PagingFoldersTest {

  @TempDir Path data;

  @Test
  void areThereBeforeAnythingPagesAndStay() throws Exception {
    startsAndStops();
    List<Path> folders = folders();
    assertThat(owners())
        .contains("lagret.reports", "lagret.confirmations", "lagret.ledger")
        .doesNotContain("lagret.dead-letters", "lagret.suspects");

    startsAndStops();
    assertThat(folders()).containsExactlyInAnyOrderElementsOf(folders);
  }

  @Test
  void areMadeAnewWhereNothingTellsWhoseTheyAre() throws Exception {
    startsAndStops();
    List<String> owners = owners();
    for (Path folder : folders()) {
      Files.writeString(folder.resolve("address.txt"), "");
    }
    startsAndStops();
    assertThat(owners().stream().filter(owner -> !owner.isEmpty()))
        .containsExactlyInAnyOrderElementsOf(owners);
  }

  private void startsAndStops() throws Exception {
    new OwnBroker(data).close();
  }

  private List<String> owners() throws IOException {
    return folders().stream().map(PagingFoldersTest::owner).toList();
  }

  private static String owner(Path folder) {
    try {
      return Files.readString(folder.resolve("address.txt")).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(data.resolve("broker/paging"))) {
      return folders.toList();
    }
  }
}
