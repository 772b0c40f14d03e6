package no.lagret.sealing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A PEM file that begins with a certificate. */
public final class CertificateFile {

  private CertificateFile() {}

  /** Until when its first certificate is valid; empty where the file is none of that kind. */
  public static Optional<Instant> validUntil(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PemFile.certificate(file).getNotAfter().toInstant());
    } catch (KeyTrouble e) {
      // A key store, or a resource of Spring's own kind: nothing can be said of it here.
      return Optional.empty();
    }
  }
}
