package no.lagret.routes;

import java.nio.file.Path;

/** A route file that cannot run, or must not: file, line, what is wrong, what to do. */
public final class BadRoute extends RuntimeException {

  private final String whatToDo;

  /**
   * @param line counted from 1, or 0 where no line can be named
   */
  BadRoute(Path file, int line, String wrong, String whatToDo) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + wrong);
    this.whatToDo = whatToDo;
  }

  String whatToDo() {
    return whatToDo;
  }
}
