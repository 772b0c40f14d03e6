package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One stored version of a report: a folder with its files and the receipt computed from them. */
record StoredReport(String reportId, Path folder, ObjectNode receipt) {

  String journalReference() {
    return receipt.path("journalpostId").asString("");
  }

  /** The bytes as they lie on the disk now, or null when there is no such file. */
  byte @Nullable [] read(String fileName) {
    for (JsonNode file : receipt.path("filer")) {
      if (file.path("filnavn").asString("").equals(fileName)) {
        Path onDisk = file(folder, fileName);
        return Files.exists(onDisk) ? DurableFiles.read(onDisk) : null;
      }
    }
    return null;
  }

  // A file name from outside may climb; its digest cannot.
  static Path file(Path folder, String fileName) {
    return folder.resolve(
        fileName.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
            ? fileName
            : Sha256.hex(fileName.getBytes(StandardCharsets.UTF_8)));
  }
}
