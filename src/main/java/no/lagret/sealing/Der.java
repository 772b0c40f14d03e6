package no.lagret.sealing;

/** Walks tags and lengths, as far as is needed to know where a value ends. */
final class Der {

  private static final int CONSTRUCTED = 0x20;
  private static final int SEQUENCE = 0x30;
  private static final long INDEFINITE = -1;

  private final byte[] bytes;
  private int at;
  private int tag;
  private long length;

  Der(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether a SEQUENCE begins here; its header need not be the shortest one. */
  boolean sequence() {
    at = 0;
    return header() && tag == SEQUENCE;
  }

  /** Where the content of the value last looked at begins. */
  int contentStart() {
    return at;
  }

  boolean whole() {
    at = 0;
    // Values of known length are skipped whole; only open ends are counted, so depth costs nothing.
    int open = 0;
    do {
      if (!header()) {
        return false;
      }
      if (endOfContents()) {
        open--;
      } else if (length == INDEFINITE) {
        open++;
      } else if (length > bytes.length - at) {
        return false;
      } else {
        at += (int) length;
      }
    } while (open > 0);
    return open == 0 && at == bytes.length;
  }

  private boolean endOfContents() {
    return tag == 0 && length == 0;
  }

  private boolean header() {
    if (at >= bytes.length) {
      return false;
    }
    tag = bytes[at++] & 0xFF;
    if ((tag & 0x1F) == 0x1F) {
      do {
        if (at >= bytes.length) {
          return false;
        }
      } while ((bytes[at++] & 0x80) != 0);
    }
    return length();
  }

  private boolean length() {
    if (at >= bytes.length) {
      return false;
    }
    int first = bytes[at++] & 0xFF;
    if (first < 0x80) {
      length = first;
      return true;
    }
    if (first == 0x80) {
      length = INDEFINITE;
      return (tag & CONSTRUCTED) != 0;
    }
    int count = first & 0x7F;
    length = 0;
    for (int i = 0; i < count; i++) {
      if (at >= bytes.length || length > Integer.MAX_VALUE) {
        return false;
      }
      length = length << 8 | bytes[at++] & 0xFF;
    }
    return true;
  }
}
