package no.lagret.demo;

/** A case system of nobody: keeps what it is given in files, and misbehaves as told. */
public interface StandInForCaseSystem extends AutoCloseable {

  /**
   * Sets a behaviour, as {@code --behaviour} and {@code /control/behaviour} do.
   *
   * @throws IllegalArgumentException when it knows no such behaviour
   */
  void behave(String behaviour);

  /** Whether it keeps a report with a file of exactly these bytes. */
  boolean holds(String reportId, byte[] file);

  @Override
  void close();
}
