package no.lagret.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** An answer's body that fails beyond a number of bytes and ends the call's deadline when read. */
final class BoundedEntity extends HttpEntityWrapper {

  private final long maxBytes;
  private final Future<?> timer;
  private final Deadline deadline;

  BoundedEntity(HttpEntity entity, long maxBytes, Future<?> timer, Deadline deadline) {
    super(entity);
    this.maxBytes = maxBytes;
    this.timer = timer;
    this.deadline = deadline;
  }

  @Override
  public InputStream getContent() throws IOException {
    if (getContentLength() > maxBytes) {
      throw new AnswerTooLong(maxBytes);
    }
    return new FilterInputStream(super.getContent()) {
      private long left = maxBytes;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
          read = in.read(buffer, offset, length);
        } catch (IOException e) {
          throw deadline.explain(e);
        }
        left -= Math.max(read, 0);
        if (left < 0) {
          throw new AnswerTooLong(maxBytes);
        }
        return read;
      }

      @Override
      public void close() throws IOException {
        try {
          // Closing reads what is left, and that too must end.
          super.close();
        } finally {
          timer.cancel(false);
        }
      }
    };
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      in.transferTo(out);
    }
  }
}
