package no.lagret.sealing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** Reads PEM files: private keys in PKCS#8, certificates. */
final class PemFile {

  private PemFile() {}

  static RSAPrivateCrtKey privateKey(Path file) {
    PemObject pem = first(file, SecretFile.readSecret(file), "PRIVATE KEY");
    switch (pem.getType()) {
      case "PRIVATE KEY" -> {}
      case "ENCRYPTED PRIVATE KEY" ->
          throw new KeyTrouble(
              file,
              "is encrypted",
              "Take the password off and guard the file instead: openssl pkcs8 -in <file> -out"
                  + " <new file>; chmod 600 <new file>");
      default ->
          throw new KeyTrouble(
              file,
              "holds a key that is not in PKCS#8",
              "Convert it: openssl pkcs8 -topk8 -nocrypt -in <file> -out <new file>; chmod 600"
                  + " <new file>");
    }
    return rsa(file, pem.getContent());
  }

  private static RSAPrivateCrtKey rsa(Path file, byte[] pkcs8) {
    try {
      var algorithm = PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm().getAlgorithm();
      if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        throw new KeyTrouble(
            file,
            "holds a key that is not RSA (" + algorithm + ")",
            "Use the RSA key that belongs to the certificate the portal seals to.");
      }
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (key instanceof RSAPrivateCrtKey rsa) {
        return rsa;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause may quote the bytes; the message below says all that helps.
    }
    throw new KeyTrouble(
        file, "is not a whole RSA key in PKCS#8", "Copy it again from where it was made.");
  }

  static X509Certificate certificate(Path file) {
    PemObject pem = first(file, SecretFile.read(file), "CERTIFICATE");
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getContent()));
    } catch (GeneralSecurityException e) {
      throw new KeyTrouble(
          file, "is not a whole X.509 certificate", "Copy it again from where it was issued.");
    }
  }

  private static PemObject first(Path file, byte[] bytes, String kind) {
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.US_ASCII))) {
      @Nullable PemObject pem;
      while ((pem = reader.readPemObject()) != null) {
        if (pem.getType().endsWith(kind)) {
          return pem;
        }
      }
    } catch (IOException | RuntimeException e) {
      // Said below, without the cause: it may quote the bytes.
    }
    throw new KeyTrouble(
        file,
        "holds no PEM block «" + kind + "»",
        "Give a PEM file; a PKCS#12 file can be converted: openssl pkcs12 -in <file> -nodes");
  }
}
