package no.lagret.console;

import java.util.List;

/**
 * How people can sign in here.
 *
 * @param byPassword whether there are users of the settings
 * @param links one for each identity provider
 */
record SignInWays(boolean byPassword, List<SignInLink> links) {

  boolean none() {
    return !byPassword && links.isEmpty();
  }
}
