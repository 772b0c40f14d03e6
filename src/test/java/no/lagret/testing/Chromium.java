package no.lagret.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, and people who sit before it. */
public final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  public Chromium() {
    Path executable =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new AssertionError("Install Chromium: make tools"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox")));
  }

  /** Somebody with a browser of their own; whatever the browser complains of is kept. */
  public Person person(String base) {
    return person(base, new Browser.NewContextOptions());
  }

  public Person person(String base, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setBaseURL(base).setLocale("nb-NO"));
    context.setDefaultTimeout(Patience.LONG_ENOUGH.toMillis());
    Page page = context.newPage();
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    return new Person(context, page, complaints);
  }

  /** For somebody who prefers it dark. */
  public static Browser.NewContextOptions dark() {
    return new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
  }

  /** One of them. */
  public record Person(BrowserContext context, Page page, List<String> complaints)
      implements AutoCloseable {

    /** Fills in the form and sends it. */
    public void signsIn(String name, String password) {
      page.navigate("/login");
      page.fill("#username", name);
      page.fill("#password", password);
      page.click("main button[type=submit]");
    }

    /** What a machine can find against WCAG on the page as it is. */
    public List<String> accessibilityFaults() {
      List<Rule> faults = new AxeBuilder(page).analyze().getViolations();
      return faults.stream()
          .map(
              rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().get(0).getHtml())
          .toList();
    }

    /**
     * Keeps pictures of the page at three widths, where the property screenshots names a folder.
     */
    public void pictures(String name) {
      String folder = System.getProperty("screenshots");
      if (folder != null) {
        for (int width : new int[] {320, 768, 1440}) {
          page.setViewportSize(width, 900);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of(folder, name + "-" + width + ".png")));
        }
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
