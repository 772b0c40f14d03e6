package no.lagret.console;

/**
 * A way to sign in by an identity provider.
 *
 * @param name what people call it
 * @param href where it begins
 */
record SignInLink(String name, String href) {

  /** What each of them begins with. */
  static final String BEGIN = "/oauth2/authorization/";
}
