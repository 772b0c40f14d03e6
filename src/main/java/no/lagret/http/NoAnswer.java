package no.lagret.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** One word for each way in which a call ends without an answer. */
public final class NoAnswer {

  private NoAnswer() {}

  /** {@code UNKNOWN_HOST}, {@code NO_CONNECTION}, {@code TLS}, {@code TIME_OUT}, … */
  public static String code(IOException e) {
    if (e instanceof UnknownHostException) {
      return "UNKNOWN_HOST";
    }
    if (e instanceof ConnectException || e instanceof java.net.NoRouteToHostException) {
      return "NO_CONNECTION";
    }
    if (e instanceof SSLException) {
      return "TLS";
    }
    if (e instanceof InterruptedIOException) {
      return "TIME_OUT";
    }
    if (e instanceof AnswerTooLong) {
      return "TOO_LONG";
    }
    return "BROKEN_ANSWER";
  }
}
