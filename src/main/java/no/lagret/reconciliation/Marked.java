package no.lagret.reconciliation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text whose first bytes may say in which encoding it is, as spreadsheets write it: they know it
 * better than a setting does.
 *
 * @param bytes without that mark
 * @param encoding which one
 */
record Marked(byte[] bytes, Charset encoding) {

  /**
   * @param unmarked the encoding of what does not say it
   */
  static Marked of(byte[] bytes, Charset unmarked) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return new Marked(Arrays.copyOfRange(bytes, 3, bytes.length), StandardCharsets.UTF_8);
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return new Marked(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16LE);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return new Marked(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16BE);
    }
    return new Marked(bytes, unmarked);
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * @throws CharacterCodingException when it is not in that encoding
   */
  String text() throws CharacterCodingException {
    return encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
