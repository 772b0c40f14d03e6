package no.lagret.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key pair for the demonstration, as a municipality would have one.
 *
 * @param privateKey PKCS#8 PEM, rights 0600
 * @param certificate self-signed, PEM
 */
public record DemoKeys(Path privateKey, Path certificate) {

  private static final GeneralNames THIS_MACHINE =
      new GeneralNames(
          new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
          });

  /**
   * The keys in {@code directory}, made when they are not there yet (RSA, 2048 bits, so that a
   * demonstration starts at once).
   */
  public static DemoKeys createIfMissing(Path directory) {
    return createIfMissing(directory, "Eksempel kommune (demo)");
  }

  /** The same, of another owner. The certificate is good for a server on this machine as well. */
  static DemoKeys createIfMissing(Path directory, String owner) {
    DemoKeys keys =
        new DemoKeys(directory.resolve("private-key.pem"), directory.resolve("certificate.pem"));
    if (Files.exists(keys.privateKey) && Files.exists(keys.certificate)) {
      return keys;
    }
    DurableFiles.directory(directory);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      write(keys.privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      write(keys.certificate, pem("CERTIFICATE", certificate(pair, owner).getEncoded()));
      return keys;
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("Cannot make the demonstration's keys", e);
    }
  }

  private static X509Certificate certificate(KeyPair pair, String owner)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Principal name = new X500Principal("CN=" + owner);
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(365, ChronoUnit.DAYS)),
                    name,
                    pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, THIS_MACHINE)
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  // Made with its rights: a moment with others would be enough for somebody to read the key.
  private static void write(Path file, String pem) {
    try {
      Files.deleteIfExists(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          file,
          pem,
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
