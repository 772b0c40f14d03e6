package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Found by JUnit for every test: whatever does not say how long it waits does so long enough, also
 * for a page.
 */
public final class PatientTests implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext test) {
    Awaitility.setDefaultTimeout(LONG_ENOUGH);
    PlaywrightAssertions.setDefaultAssertionTimeout(LONG_ENOUGH.toMillis());
  }
}
