package no.lagret.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The 32 months, for five municipalities, twice: without the gateway, then with it. */
public final class Replay2023 {

  private static final long SEED = 2023;

  private Replay2023() {}

  /** Where the picture is to be written. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory(memory(), "replay");
    try {
      replay(directory, Path.of(arguments[0]));
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
    System.exit(0);
  }

  /** Twelve syncs a report would take most of the time, and it is not the disk that is tried. */
  private static Path memory() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of("target");
  }

  private static void replay(Path directory, Path picture) throws IOException {
    List<Municipality> five = Municipality.five();
    History history = History.of(SEED, History.ALL_DAYS, five, History.OVERLOADED);
    List<Outcome> asItWas =
        Replay.of(history, five, Files.createDirectory(directory.resolve("without")), AsItWas::new);
    Path with = Files.createDirectory(directory.resolve("with"));
    List<Outcome> throughLagret =
        Replay.of(history, five, with, towns -> new ThroughLagret(with, towns));
    Files.writeString(picture, Picture.of(history, asItWas, throughLagret));
    System.out.println(Table.of(asItWas, throughLagret));
  }
}
