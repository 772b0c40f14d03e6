package no.lagret.sealing;

import java.util.Arrays;

/** Tells by their content, never by a header, what bytes from the portal are. */
public final class SealedBytes {

  /** What bytes begin as. It says nothing about whether they are whole. */
  public enum Kind {
    /** CMS EnvelopedData, DER or BER. */
    CMS,
    /** A plain PDF. */
    PDF,
    /** A zip, as the containers of the channel FIKS_IO are. */
    ZIP,
    /** None of them. */
    UNKNOWN
  }

  /** 1.2.840.113549.1.7.3, with tag and length. */
  private static final byte[] ENVELOPED_DATA = {
    0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x03
  };

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

  /** PDF readers find the mark within this many bytes; real files have junk before it. */
  private static final int PDF_MARK_WITHIN = 1024;

  private SealedBytes() {}

  /** What the bytes begin as. */
  public static Kind kindOf(byte[] bytes) {
    Der der = new Der(bytes);
    if (der.sequence() && startsWith(bytes, der.contentStart(), ENVELOPED_DATA)) {
      return Kind.CMS;
    }
    // Before the PDF: the first file of a zip begins within the bytes where its mark is looked for.
    if (startsWith(bytes, 0, ZIP)) {
      return Kind.ZIP;
    }
    int last = Math.min(bytes.length, PDF_MARK_WITHIN) - PDF.length;
    for (int i = 0; i <= last; i++) {
      if (startsWith(bytes, i, PDF)) {
        return Kind.PDF;
      }
    }
    return Kind.UNKNOWN;
  }

  /**
   * Whether the bytes are one whole ASN.1 value, no byte short and none too many. A value of
   * indefinite length (BER) is whole if its end-of-contents is the last thing in it.
   */
  public static boolean wholeDer(byte[] bytes) {
    return new Der(bytes).whole();
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] mark) {
    return at >= 0
        && at + mark.length <= bytes.length
        && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
  }
}
