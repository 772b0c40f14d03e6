package no.lagret.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Fields one after the other, each with its length, so that no two lists of fields give the same
 * bytes. Absent and empty differ. Times count to the millisecond, as they travel.
 */
final class Fields {

  private static final int ABSENT = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins with what the fields are for: a MAC for one purpose is none for another. */
  Fields(String purpose) {
    text(purpose);
  }

  Fields text(@Nullable String value) {
    if (value == null) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(ABSENT).array());
    } else {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return this;
  }

  Fields number(long value) {
    return text(Long.toString(value));
  }

  Fields time(@Nullable Instant value) {
    return text(value == null ? null : Long.toString(value.toEpochMilli()));
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
