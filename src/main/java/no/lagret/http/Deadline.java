package no.lagret.http;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Whether a call's time ran out: then a closed connection is called what it is, a time-out. */
final class Deadline {

  private volatile boolean passed;

  void pass() {
    passed = true;
  }

  boolean hasPassed() {
    return passed;
  }

  IOException explain(IOException e) {
    if (!passed) {
      return e;
    }
    InterruptedIOException timeOut = new InterruptedIOException("The call took too long");
    timeOut.initCause(e);
    return timeOut;
  }
}
