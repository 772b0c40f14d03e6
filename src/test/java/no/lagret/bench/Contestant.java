package no.lagret.bench;

/** Something in a process of its own that can carry a load. */
interface Contestant extends AutoCloseable {

  /** As it is called in the tables. */
  String name();

  /** Carries the load once; a report that is not brought home is an error. */
  Run run(Load load);

  @Override
  void close();
}
