package no.lagret.sealing;

import java.security.Key;
import java.security.Provider;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;

/**
 * Opens with one private key and remembers how far it came. OAEP carries its own check, so a key
 * that does not fit fails at unwrapping, and one that passes there is the right one: whatever fails
 * after it is the content's fault.
 */
final class KeyTransport extends JceKeyTransEnvelopedRecipient {

  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(
          OIWObjectIdentifiers.idSHA1,
          NISTObjectIdentifiers.id_sha224,
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private boolean fitted;

  KeyTransport(OurKey key, Provider provider) {
    super(key.key());
    setProvider(provider);
  }

  boolean fitted() {
    return fitted;
  }

  @Override
  protected Key extractSecretKey(
      AlgorithmIdentifier wrapping, AlgorithmIdentifier content, byte[] wrappedKey)
      throws CMSException {
    Key key = super.extractSecretKey(wrapping, content, wrappedKey);
    fitted = true;
    return key;
  }

  /** Whether the way of wrapping is one we speak; if not, no key can be blamed. */
  static boolean speaks(AlgorithmIdentifier wrapping) {
    if (wrapping.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return true;
    }
    if (!wrapping.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
      return false;
    }
    try {
      RSAESOAEPparams oaep = RSAESOAEPparams.getInstance(wrapping.getParameters());
      AlgorithmIdentifier mask = oaep.getMaskGenAlgorithm();
      return DIGESTS.contains(oaep.getHashAlgorithm().getAlgorithm())
          && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
          && DIGESTS.contains(AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm());
    } catch (RuntimeException e) {
      // Bouncy Castle throws whatever comes to hand on broken parameters.
      return false;
    }
  }
}
