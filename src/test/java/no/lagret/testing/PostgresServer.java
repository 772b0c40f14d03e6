package no.lagret.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL server, one for all tests of a JVM. */
public final class PostgresServer {

  private static final String USER = "postgres";

  private PostgresServer() {}

  private static final class Running {

    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new AssertionError("No PostgreSQL server could be started", e);
      }
    }
  }

  /**
   * Where a test has its ledger.
   *
   * @param sqlite the JDBC URL of the usual one
   * @return that; a new database here where {@code -Dtest.postgresql=true} asks for it
   */
  public static String orElse(String sqlite) {
    return Boolean.getBoolean("test.postgresql") ? newDatabase() : sqlite;
  }

  /** The JDBC URL of a new, empty database. */
  public static String newDatabase() {
    String name = "l" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return Running.SERVER.getJdbcUrl(USER, name);
  }
}
