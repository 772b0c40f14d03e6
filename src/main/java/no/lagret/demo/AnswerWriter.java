package no.lagret.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Puts answers on the wire, in their manner. */
final class AnswerWriter {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final Socket socket;
  private final OutputStream out;
  private final CountDownLatch closed;

  /**
   * @param closed ends every wait when the stand-in closes
   */
  AnswerWriter(Socket socket, CountDownLatch closed) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.closed = closed;
  }

  /** Writes the answer; false when the connection is to be closed after it. */
  boolean write(Answer answer) throws IOException {
    long amount = answer.manner().amount();
    switch (answer.manner().kind()) {
      case WHOLE -> whole(answer);
      case SLOW -> {
        pause(amount);
        whole(answer);
      }
      case HANG -> pause(amount);
      case DRIP -> drip(answer, amount);
      case CUT -> {
        out.write(head(answer, "Content-Length: " + answer.body().length));
        out.write(answer.body(), 0, (int) Math.min(amount, answer.body().length));
        out.flush();
      }
      case DROP -> {}
      case RESET -> socket.setSoLinger(true, 0);
      case BROKEN -> {
        out.write(
            "HTP/9 zero\r\n\u0000\u0001no header here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      case ENDLESS -> endless(answer, amount);
    }
    return answer.manner().kind() == Manner.Kind.WHOLE
        || answer.manner().kind() == Manner.Kind.SLOW;
  }

  private void whole(Answer answer) throws IOException {
    // One write, so that small answers leave in one packet.
    byte[] head = head(answer, "Content-Length: " + answer.body().length);
    byte[] all = new byte[head.length + answer.body().length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(answer.body(), 0, all, head.length, answer.body().length);
    out.write(all);
    out.flush();
  }

  private void drip(Answer answer, long millis) throws IOException {
    byte[] head = head(answer, "Content-Length: " + answer.body().length);
    byte[] slow = answer.body().length == 0 ? head : answer.body();
    if (slow != head) {
      out.write(head);
    }
    for (byte one : slow) {
      out.write(one);
      out.flush();
      if (pause(millis)) {
        return;
      }
    }
  }

  private void endless(Answer answer, long most) throws IOException {
    out.write(head(answer, "Transfer-Encoding: chunked"));
    chunk(answer.body().length == 0 ? new byte[] {'{'} : answer.body());
    byte[] filler = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
    for (long sent = 0; sent < most && closed.getCount() > 0; sent += filler.length) {
      chunk(filler);
    }
  }

  private void chunk(byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static byte[] head(Answer answer, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Stand-in\r\n");
    if (answer.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("Date"))) {
      head.append("Date: ").append(HTTP_DATE.format(Instant.now())).append("\r\n");
    }
    for (Header header : answer.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    head.append(framing).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** True when the stand-in closed meanwhile. */
  private boolean pause(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
