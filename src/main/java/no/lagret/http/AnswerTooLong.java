package no.lagret.http;

import java.io.IOException;

/** The other side sent more than an answer may be long. */
public final class AnswerTooLong extends IOException {

  AnswerTooLong(long maxBytes) {
    super("The answer is longer than " + maxBytes + " bytes");
  }
}
