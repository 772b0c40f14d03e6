package no.lagret.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Opens the ledger's database as its durability needs it. */
final class LedgerDatabase {

  /** The driver's primary code for a row that breaks a constraint. */
  static final int SQLITE_CONSTRAINT = 19;

  static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_NOT_A_DATABASE = 26;

  static final String SQLITE = "jdbc:sqlite:";

  /** Any number, the same for every gateway; such a lock is one database's own. */
  private static final long LOCK = 0x4c6167726574L;

  private LedgerDatabase() {}

  /** The URL of the embedded ledger in the data directory. */
  static String urlIn(Path dataDirectory) {
    return SQLITE + dataDirectory.resolve("ledger.db");
  }

  /**
   * A pool on the URL; its folder is made where it is missing.
   *
   * @param busyTimeout how long to wait for a database that another one writes to, or that is away
   */
  static HikariDataSource open(String url, Path dataDirectory, Duration busyTimeout) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("ledger");
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(8);
    if (url.startsWith(SQLITE)) {
      unpackDriverInto(dataDirectory);
      SQLiteConfig sqlite = new SQLiteConfig();
      sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
      sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      sqlite.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
      // A transaction that reads first and writes later cannot wait its turn; this one asks at
      // once.
      sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      pool.setDataSourceProperties(sqlite.toProperties());
      check(url, sqlite);
      pool.setExceptionOverride(new DropAfterTrouble());
      return new HikariDataSource(pool);
    }
    pool.setConnectionTimeout(busyTimeout.toMillis());
    return withOneWriter(new HikariDataSource(pool));
  }

  /**
   * Two gateways would tear the chain of one ledger. Of the embedded one the data directory's own
   * lock sees to that; here a connection holds it that is never given back, and dies with the pool.
   */
  private static HikariDataSource withOneWriter(HikariDataSource pool) {
    boolean alone = false;
    try {
      Connection held = pool.getConnection();
      try (Statement statement = held.createStatement();
          ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
        alone = answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new PoolInitializationException(e);
    } finally {
      if (!alone) {
        pool.close();
      }
    }
    if (!alone) {
      throw new LedgerInUse();
    }
    return pool;
  }

  /** A torn file may open and fail much later: every page is looked at before anything else. */
  private static void check(String url, SQLiteConfig sqlite) {
    String file = url.substring(SQLITE.length());
    try (Connection connection = DriverManager.getConnection(url, sqlite.toProperties());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("pragma quick_check(1)")) {
      String said = answer.next() ? answer.getString(1) : "no answer";
      if (!said.equals("ok")) {
        throw new LedgerDamaged(file, firstLine(said));
      }
    } catch (SQLException e) {
      int code = e.getErrorCode() & 0xff;
      if (code == SQLITE_CORRUPT || code == SQLITE_NOT_A_DATABASE) {
        throw new LedgerDamaged(file, firstLine(String.valueOf(e.getMessage())));
      }
      // Anything else is told by what opens it next, which also waits and tries again.
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /**
   * When beginning a transaction fails, as on a locked database, the driver believes to be in one
   * all the same, and what follows on that connection is no longer all or nothing. So a connection
   * that failed is not used again.
   */
  private static final class DropAfterTrouble implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
          ? Override.DO_NOT_EVICT
          : Override.MUST_EVICT;
    }
  }

  /** The driver unpacks native code; the system's own folder for that may forbid to run it. */
  static void unpackDriverInto(Path dataDirectory) {
    try {
      Path folder = Files.createDirectories(dataDirectory.resolve("tmp")).toAbsolutePath();
      if (System.getProperty("org.sqlite.tmpdir") == null) {
        System.setProperty("org.sqlite.tmpdir", folder.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data directory " + dataDirectory + " cannot be written: check its rights", e);
    }
  }
}
