package no.lagret.sealing;

import java.nio.file.Path;

/**
 * A key or certificate file that cannot be used. The message says which file, what is wrong and
 * what to do, in a few lines and without key material.
 */
public final class KeyTrouble extends RuntimeException {

  private final Path file;
  private final String wrong;
  private final String remedy;

  KeyTrouble(Path file, String wrong, String remedy) {
    super("Key file " + file + " " + wrong + ".\n" + remedy);
    this.file = file;
    this.wrong = wrong;
    this.remedy = remedy;
  }

  /** The file in question. */
  public Path file() {
    return file;
  }

  /** What is wrong with it, continuing a sentence that begins with the file. */
  public String wrong() {
    return wrong;
  }

  /** What to do about it: one or two sentences. */
  public String remedy() {
    return remedy;
  }
}
