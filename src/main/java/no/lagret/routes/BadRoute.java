package no.lagret.routes;

import java.nio.file.Path;
import java.util.List;

/** A route file that cannot run, or must not: file, line, what is wrong, what to do. */
public final class BadRoute extends RuntimeException {

  private static final int SHOWN = 3;

  private final String whatToDo;

  /**
   * @param line counted from 1, or 0 where no line can be named
   */
  BadRoute(Path file, int line, String wrong, String whatToDo) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + wrong);
    this.whatToDo = whatToDo;
  }

  private BadRoute(String wrong, String whatToDo) {
    super(wrong);
    this.whatToDo = whatToDo;
  }

  /** The first in full, the next ones in a line each. */
  static BadRoute of(List<Finding> findings) {
    Finding first = findings.get(0);
    StringBuilder wrong = new StringBuilder(first.sentence());
    findings.stream()
        .skip(1)
        .limit(SHOWN)
        .forEach(other -> wrong.append("\n").append(other.sentence()));
    if (findings.size() > 1 + SHOWN) {
      wrong.append("\nand ").append(findings.size() - 1 - SHOWN).append(" more");
    }
    return new BadRoute(
        wrong.toString(),
        first.whatToDo()
            + (findings.size() > 1 ? " The command `check` says what to do of each." : ""));
  }

  /** What a person can do about it. */
  public String whatToDo() {
    return whatToDo;
  }
}
