package no.lagret.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Dokumentlager: what was too large for a message. */
final class FiksIoPayloads {

  private final Path directory;

  FiksIoPayloads(Path directory) {
    this.directory = DurableFiles.directory(directory);
  }

  void keep(String id, byte[] bytes) {
    DurableFiles.write(file(id), bytes);
  }

  byte @Nullable [] find(String id) {
    return Files.exists(file(id)) ? DurableFiles.read(file(id)) : null;
  }

  private Path file(String id) {
    return directory.resolve(id.replaceAll("[^a-zA-Z0-9-]", "_"));
  }
}
