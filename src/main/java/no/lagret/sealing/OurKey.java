package no.lagret.sealing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import no.lagret.report.Digests;

/** One private key and the short name it goes by. */
record OurKey(PrivateKey key, String id, BigInteger modulus) {

  static OurKey of(RSAPrivateCrtKey key) throws GeneralSecurityException {
    PublicKey half =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    return new OurKey(key, Digests.sha256(half.getEncoded()).substring(0, 8), key.getModulus());
  }

  boolean fits(PublicKey other) {
    return other instanceof RSAPublicKey rsa && rsa.getModulus().equals(modulus);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
