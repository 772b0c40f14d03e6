package no.lagret.sealing;

/**
 * What came out of sealed bytes. It exists in memory only.
 *
 * @param content the clear bytes. The cipher of the contract (AES-CBC) protects no content against
 *     change: compare digest or stamp before you trust it
 * @param keyId the key that fitted: first 8 hex digits of SHA-256 over its public key
 */
public record Opened(byte[] content, String keyId) {

  /** Never the content. */
  @Override
  public String toString() {
    return content.length + " bytes opened by key " + keyId;
  }
}
