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
  private final Future<?> deadline;

  BoundedEntity(HttpEntity entity, long maxBytes, Future<?> deadline) {
    super(entity);
    this.maxBytes = maxBytes;
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
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
      }

      private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
          throw new AnswerTooLong(maxBytes);
        }
      }

      @Override
      public void close() throws IOException {
        deadline.cancel(false);
        super.close();
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
