package no.lagret.broker;

import java.nio.file.Path;

/** Nothing can be kept in the data directory, so the gateway does not start on it. */
public final class DataDirectoryUnusable extends RuntimeException {

  private final String whatToDo;

  private DataDirectoryUnusable(Path directory, String why, String whatToDo) {
    super("The data directory " + directory.toAbsolutePath() + " " + why);
    this.whatToDo = whatToDo;
  }

  static DataDirectoryUnusable readOnly(Path directory) {
    return new DataDirectoryUnusable(
        directory,
        "cannot be written.",
        "Check that its disk is mounted for writing and healthy, and that the user the gateway runs"
            + " as owns it. Then start again: nothing is lost, the portal keeps what is not"
            + " confirmed.");
  }

  static DataDirectoryUnusable full(Path directory, long leftBytes, long neededBytes) {
    return new DataDirectoryUnusable(
        directory,
        "has only " + (leftBytes >> 20) + " MiB left; " + (neededBytes >> 20) + " are needed.",
        "Free space on its disk, and start again. Delete nothing in the data directory: reports lie"
            + " there.");
  }

  /** What a person should do. */
  public String whatToDo() {
    return whatToDo;
  }
}
