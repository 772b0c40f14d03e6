package no.lagret.broker;

import java.nio.file.Path;

/** Another gateway works in this data directory. */
public final class DataDirectoryInUse extends RuntimeException {

  DataDirectoryInUse(Path directory) {
    super(
        "The data directory "
            + directory.toAbsolutePath()
            + " is in use by another Lagret: two would tear each other's journal.");
  }
}
