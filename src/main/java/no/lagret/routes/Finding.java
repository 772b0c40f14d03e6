package no.lagret.routes;

import java.nio.file.Path;

/**
 * One thing that is wrong in a route file or a setting.
 *
 * @param where the file, or the setting where it stands in none
 * @param line counted from 1, or 0 where no line can be named
 * @param wrong what is wrong: a clause that continues the place
 * @param whatToDo one or two sentences
 * @param warning whether the gateway runs all the same
 */
public record Finding(String where, int line, String wrong, String whatToDo, boolean warning) {

  /** What stops the gateway's start. */
  static Finding error(Path file, int line, String wrong, String whatToDo) {
    return new Finding(file.toString(), line, wrong, whatToDo, false);
  }

  /** The place and what is wrong, on one line. */
  public String sentence() {
    return where + (line > 0 ? ", line " + line : "") + ": " + wrong;
  }

  /** For people: two lines. */
  public String text() {
    return (warning ? "Warning: " : "") + sentence() + "\n  " + whatToDo;
  }
}
