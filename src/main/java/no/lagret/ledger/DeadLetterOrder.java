package no.lagret.ledger;

/** In which order dead letters are listed. */
public enum DeadLetterOrder {
  /** Last failed first. */
  NEWEST("last_at desc, letter_id"),
  /** First failed first. */
  OLDEST("first_at, letter_id"),
  /** Most often tried first. */
  ATTEMPTS("attempts desc, letter_id");

  private final String sql;

  DeadLetterOrder(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
