package no.lagret.sealing;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import no.lagret.report.Oddity;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the sender of an ASiC-E container has signed: digests by file name, in a manifest with a
 * CAdES signature. Whether the signature fits is asked; whose it is, is not: whoever may write to
 * the account is decided by the portal.
 *
 * @param digests by file name, as the manifest states them
 * @param holds whether a signature over the manifest fits the certificate that came with it
 */
record SignedFiles(Map<String, Stated> digests, boolean holds) {

  private static final String DIGITAL_SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
          "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

  /** A digest, and the Java name of what makes it. */
  record Stated(String algorithm, byte[] digest) {}

  /**
   * @param files the entries under {@code META-INF/}, by name
   */
  static SignedFiles read(Map<String, byte[]> files) {
    Map<String, Stated> digests = new HashMap<>();
    boolean holds = false;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().matches("(?i)META-INF/asicmanifest[^/]*\\.xml")) {
        try {
          Element manifest = parse(file.getValue());
          digests.putAll(digests(manifest));
          byte @Nullable [] signature =
              files.get(uri(manifest.getElementsByTagNameNS("*", "SigReference")));
          holds |= signature != null && fits(signature, file.getValue());
        } catch (Exception e) {
          // Whatever a parser throws at XML from outside: then nothing is signed.
        }
      }
    }
    return new SignedFiles(Map.copyOf(digests), holds);
  }

  private static Element parse(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var parser = factory.newDocumentBuilder();
    parser.setErrorHandler(null); // it would write to the error stream
    return parser.parse(new ByteArrayInputStream(xml)).getDocumentElement();
  }

  private static Map<String, Stated> digests(Element manifest) {
    Map<String, Stated> digests = new HashMap<>();
    NodeList references = manifest.getElementsByTagNameNS("*", "DataObjectReference");
    for (int i = 0; i < references.getLength(); i++) {
      Element reference = (Element) references.item(i);
      NodeList methods = reference.getElementsByTagNameNS(DIGITAL_SIGNATURE, "DigestMethod");
      NodeList values = reference.getElementsByTagNameNS(DIGITAL_SIGNATURE, "DigestValue");
      if (methods.item(0) instanceof Element method && values.item(0) instanceof Element value) {
        String algorithm = ALGORITHMS.get(method.getAttribute("Algorithm"));
        if (algorithm != null) {
          digests.put(
              reference.getAttribute("URI"),
              new Stated(algorithm, Base64.getMimeDecoder().decode(value.getTextContent())));
        }
      }
    }
    return digests;
  }

  private static String uri(NodeList elements) {
    return elements.item(0) instanceof Element element ? element.getAttribute("URI") : "";
  }

  private static boolean fits(byte[] signature, byte[] manifest) throws Exception {
    CMSSignedData signed =
        new CMSSignedData(
            new CMSProcessableByteArray(manifest), ContentInfo.getInstance(signature));
    for (SignerInformation signer : signed.getSignerInfos()) {
      if (fits(signed, signer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(CMSSignedData signed, SignerInformation signer)
      throws CMSException, OperatorException, java.security.cert.CertificateException {
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> its = signer.getSID();
    for (X509CertificateHolder certificate : signed.getCertificates().getMatches(its)) {
      if (signer.verify(
          new JcaSimpleSignerInfoVerifierBuilder()
              .setProvider(new BouncyCastleProvider())
              .build(certificate))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it states another digest for the file than its bytes have. */
  boolean saysOtherwise(String name, byte[] content) {
    Stated stated = digests.get(name);
    try {
      return stated != null
          && !Arrays.equals(
              stated.digest(), MessageDigest.getInstance(stated.algorithm()).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + stated, e);
    }
  }

  /** What is odd about the signature of these files, if anything. */
  Optional<Oddity> oddity(Set<String> names) {
    if (!digests.keySet().containsAll(names)) {
      return Optional.of(Oddity.NOT_SIGNED);
    }
    return holds ? Optional.empty() : Optional.of(Oddity.SIGNATURE_BROKEN);
  }
}
