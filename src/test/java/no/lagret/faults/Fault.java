package no.lagret.faults;

import java.util.function.UnaryOperator;
import no.lagret.testing.Misbehaving;

/**
 * One thing that the other side can do wrong.
 *
 * @param on the call
 * @param name as the test's name shows it
 * @param how it is told to the stand-in
 */
record Fault(String on, String name, UnaryOperator<Misbehaving> how) {

  static Fault kind(String on, String kind) {
    return new Fault(on, kind, call -> call.kind(kind));
  }

  static Fault status(String on, int status) {
    return new Fault(on, status + " without a word", call -> call.status(status));
  }

  static Fault problem(String on, int status) {
    return new Fault(
        on, status + " with a problem", call -> call.problem(status, "urn:familia:problem:x"));
  }

  static Fault page(String on, int status) {
    return new Fault(on, status + " web page", call -> call.kind("html").with("status", status));
  }

  static Fault redirect(String on, int status) {
    return new Fault(
        on, status + " elsewhere", call -> call.kind("redirect").with("status", status));
  }

  @Override
  public String toString() {
    return on + ": " + name;
  }
}
