package no.lagret.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;

/**
 * The command {@code verify-ledger}: reads the whole ledger, read-only and beside a running
 * gateway, and says whether anything in it was changed.
 */
public final class VerifyLedger {

  private VerifyLedger() {}

  /**
   * Verifies and prints one line.
   *
   * @param args {@code --lagret.data-directory=…} or {@code --lagret.ledger.url=…}, {@code
   *     --head=…} (a hash that left the machine earlier and must be in the chain), {@code --json}
   * @return 0 whole, 1 broken, 2 could not tell
   */
  public static int run(String[] args) {
    Path data =
        Path.of(
            value(args, "--lagret.data-directory=")
                .or(() -> Optional.ofNullable(System.getenv("LAGRET_DATADIRECTORY")))
                .orElse("data"));
    String url =
        value(args, "--lagret.ledger.url=")
            .or(() -> Optional.ofNullable(System.getenv("LAGRET_LEDGER_URL")))
            .orElseGet(() -> LedgerDatabase.urlIn(data));
    Verdict verdict = verify(url, value(args, "--head=").orElse(null));
    System.out.println(Arrays.asList(args).contains("--json") ? verdict.json() : verdict.text());
    return verdict.outcome().ordinal();
  }

  static Verdict verify(String url, @Nullable String head) {
    Properties properties = new Properties();
    if (url.startsWith(LedgerDatabase.SQLITE)) {
      String file = url.substring(LedgerDatabase.SQLITE.length()).replaceFirst("\\?.*", "");
      if (!Files.isRegularFile(Path.of(file.replaceFirst("^file:", "")))) {
        return Verdict.couldNotTell(
            file + " is not there; give --lagret.data-directory or --lagret.ledger.url");
      }
      SQLiteConfig sqlite = new SQLiteConfig();
      sqlite.setReadOnly(true);
      sqlite.setBusyTimeout(10_000);
      properties = sqlite.toProperties();
    }
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      return verify(connection, head);
    } catch (SQLException | DataAccessException e) {
      return trouble(e);
    }
  }

  /** In one transaction, so that a gateway writing meanwhile does not disturb. */
  private static Verdict verify(Connection connection, @Nullable String head) throws SQLException {
    if (!url(connection).startsWith(LedgerDatabase.SQLITE)) {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    connection.setAutoCommit(false);
    JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    Verdict chain = new ChainCheck(jdbc).check(head);
    if (chain.outcome() != Verdict.Outcome.WHOLE) {
      return chain;
    }
    return new ProjectionCheck(jdbc)
        .check()
        .map(problem -> Verdict.broken(chain.head(), null, problem))
        .orElse(chain);
  }

  private static String url(Connection connection) throws SQLException {
    return connection.getMetaData().getURL();
  }

  private static Verdict trouble(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return (sql.getErrorCode() & 0xff) == LedgerDatabase.SQLITE_CORRUPT
            ? Verdict.broken(Chain.GENESIS, null, "the file is damaged: " + sql.getMessage())
            : Verdict.couldNotTell(List.of(String.valueOf(sql.getMessage()).split("\n")).get(0));
      }
    }
    return Verdict.couldNotTell(e.toString());
  }

  private static Optional<String> value(String[] args, String name) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name))
        .map(arg -> arg.substring(name.length()))
        .reduce((earlier, later) -> later);
  }
}
