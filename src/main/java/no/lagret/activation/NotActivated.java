package no.lagret.activation;

/** The routes that ran run on; its message says why, and what to do. */
public final class NotActivated extends Exception {

  NotActivated(String why) {
    super(why);
  }
}
