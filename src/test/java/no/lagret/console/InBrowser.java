package no.lagret.console;

import com.microsoft.playwright.Browser;
import no.lagret.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The console in a real browser, one for all tests of a class. */
@ConsoleTest
abstract class InBrowser {

  private static Chromium chromium;

  @LocalServerPort int port;

  @BeforeAll
  static void open() {
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  /** Somebody who has just signed in. */
  Chromium.Person signedIn(String name) {
    return signedIn(name, new Browser.NewContextOptions());
  }

  /** The same with another kind of browser. */
  Chromium.Person signedIn(String name, Browser.NewContextOptions options) {
    Chromium.Person person = chromium.person("http://127.0.0.1:" + port, options);
    person.signsIn(name, Caller.PASSWORD);
    return person;
  }
}
