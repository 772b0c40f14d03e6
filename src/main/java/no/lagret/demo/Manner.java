package no.lagret.demo;

/**
 * How an answer goes over the wire. {@code amount}: milliseconds for {@link Kind#SLOW}, {@link
 * Kind#HANG} and {@link Kind#DRIP} (between two bytes), bytes for {@link Kind#CUT} (sent of the
 * body) and {@link Kind#ENDLESS} (at most).
 */
record Manner(Kind kind, long amount) {

  static final Manner WHOLE = new Manner(Kind.WHOLE, 0);

  enum Kind {
    WHOLE,
    /** The whole answer, late. */
    SLOW,
    /** Nothing, then the connection is closed. */
    HANG,
    DRIP,
    /** Announces the whole body, sends a part, closes. */
    CUT,
    /** Closes the connection without a byte. */
    DROP,
    /** Closes the connection without a byte, by a TCP reset. */
    RESET,
    /** Bytes that are no HTTP. */
    BROKEN,
    /** A chunked body that goes on and on. */
    ENDLESS
  }
}
