package no.lagret.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured, as Markdown: told at once, and kept in a file. */
final class Report {

  private final Path file;

  Report(Path file) {
    this.file = file;
  }

  void line(String text) {
    System.out.println(text);
    try {
      Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is not kept, for who waits. */
  void progress(String text) {
    System.err.println(text);
  }

  void table(String... columns) {
    row(columns);
    line("|" + " --- |".repeat(columns.length));
  }

  void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }
}
