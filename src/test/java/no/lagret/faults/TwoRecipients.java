package no.lagret.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One gateway for two recipients, each between stand-ins of its own, for all tests of a class. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TwoRecipients {

  Portal portal;
  CaseSystem caseSystem;
  Portal othersPortal;
  CaseSystem othersCaseSystem;
  Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Path others = Files.createDirectory(directory.resolve(other()));
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
    othersPortal = Portal.start(others);
    othersCaseSystem = CaseSystem.start(others);
    Stream<String> settingsOfOther =
        RecipientSettings.of(
            other(),
            othersPortal,
            Stream.of(
                "case-system.http.base-url=" + othersCaseSystem.baseUrl(),
                "case-system.http.token=" + othersCaseSystem.token(),
                "case-system.http.response-timeout=2s",
                "case-system.http.read-back-timeout=3s"));
    gateway =
        Gateway.start(
            directory,
            portal,
            caseSystem,
            Stream.concat(settingsOfOther, settings()).toArray(String[]::new));
    gateway.waitsUntilOpen();
  }

  /** Under which name the settings know the second one; the first is {@code default}. */
  abstract String other();

  /** More settings than the usual ones, {@code name=value}. */
  abstract Stream<String> settings();

  @AfterAll
  void end() {
    if (gateway != null) {
      gateway.close();
    }
    othersCaseSystem.close();
    othersPortal.close();
    caseSystem.close();
    portal.close();
  }
}
