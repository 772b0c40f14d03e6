package no.lagret.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The command hash-password. */
public final class HashPassword {

  private static final int SHORTEST = 12;

  /** Bcrypt looks no further. */
  private static final int LONGEST_BYTES = 72;

  private HashPassword() {}

  /**
   * Reads a password from the terminal, without showing it, or else the first line of the input,
   * and prints what {@code lagret.users[n].password} takes. Never reads one from the arguments:
   * those stand in the shell's history and in the list of processes.
   *
   * @param args {@code --json} prints a JSON object
   * @return 0, or 2 when there is no usable password
   */
  public static int run(String[] args, InputStream in, PrintStream out) {
    for (String arg : args) {
      if (!arg.startsWith("--")) {
        out.println("Give no password as an argument: others can see it. It is asked for.");
        return 2;
      }
    }
    String password = read(in);
    if (password == null || password.length() < SHORTEST) {
      out.println("A password has at least " + SHORTEST + " characters.");
      return 2;
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      out.println("A password has at most " + LONGEST_BYTES + " bytes.");
      return 2;
    }
    String hash = Passwords.bcrypt().encode(password);
    // A bcrypt hash needs no escaping in JSON.
    out.println(Arrays.asList(args).contains("--json") ? "{\"password\": \"" + hash + "\"}" : hash);
    return 0;
  }

  private static @Nullable String read(InputStream in) {
    Console console = System.console();
    if (in == System.in && console != null) {
      char[] typed = console.readPassword("Password: ");
      return typed == null ? null : new String(typed);
    }
    try {
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    } catch (IOException e) {
      return null;
    }
  }
}
