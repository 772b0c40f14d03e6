package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.OpenSsl;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A municipality on both channels, and a district of it with an account and keys of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class BothChannelsTest {

  private Portal svarinn;
  private FiksIoPortal fiksIo;
  private CaseSystem caseSystem;
  private CaseSystem districtsCaseSystem;
  private OpenSsl.Pair districtsKeys;
  private Map<String, String> districtsAccount;
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Path district = Files.createDirectory(directory.resolve("nordstrand"));
    svarinn = Portal.start(directory);
    fiksIo = FiksIoPortal.start(directory);
    caseSystem = CaseSystem.start(directory);
    districtsCaseSystem = CaseSystem.start(district);
    districtsKeys = new OpenSsl(district).pair("bydel");
    districtsAccount = fiksIo.account(districtsKeys.certificate());
    gateway =
        Gateway.start(
            directory,
            svarinn,
            caseSystem,
            Stream.of(
                    Stream.of("lagret.keys.private[1]=" + fiksIo.privateKey()),
                    account("lagret.", fiksIo.settings()),
                    account("lagret.recipients.nordstrand.", districtsAccount),
                    Stream.of(
                            "recipient.name=Nordstrand bydel",
                            "recipient.district-number=14",
                            "keys.private[0]=" + districtsKeys.key(),
                            "keys.certificate=" + districtsKeys.certificate(),
                            "case-system.http.base-url=" + districtsCaseSystem.baseUrl(),
                            "case-system.http.token=" + districtsCaseSystem.token())
                        .map(setting -> "lagret.recipients.nordstrand." + setting))
                .flatMap(settings -> settings)
                .toArray(String[]::new));
    await("open gateway")
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.post("/api/delivery/resume?recipient=default").statusCode() == 200);
  }

  private static Stream<String> account(String prefix, Map<String, String> account) {
    return account.entrySet().stream()
        .map(each -> prefix + "portal.fiks-io." + each.getKey() + "=" + each.getValue());
  }

  @AfterAll
  void end() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    assertThat(fiksIo.givenUp()).isEmpty();
    assertThat(fiksIo.negativeReceipts()).isEmpty();
    for (AutoCloseable each : List.of(fiksIo, svarinn, districtsCaseSystem, caseSystem)) {
      each.close();
    }
  }

  @Test
  void storesAReportOnceThatComesOverBothAndConfirmsItToEach() {
    InventedReport pushed = fiksIo.sends(InventedReport.small());
    InventedReport listed = svarinn.offers(pushed.resent());

    fiksIo.waitsForConfirmationOf(pushed);
    svarinn.waitsForConfirmationOf(listed);
    gateway.waitsUntil(pushed.reportId(), "CONFIRMED");

    assertThat(caseSystem.stored(pushed.reportId())).hasSize(1);
    assertThat(caseSystem.putsOf(pushed.reportId())).hasSize(1);
    assertThat(gateway.report(pushed.reportId()).path("dispatches").size()).isEqualTo(2);
  }

  @Test
  @BeginsAndEnds(Condition.PORTAL_DOWN)
  void takesOverOneWhileTheOtherIsDown() {
    svarinn.isDown();
    InventedReport pushed = fiksIo.sends(InventedReport.small());
    gateway.waitsUntil(pushed.reportId(), "CONFIRMED");
    gateway.waitsForAlarm("PORTAL_DOWN");
    svarinn.isUp();
    gateway.waitsForEndOf("PORTAL_DOWN");

    fiksIo.unplugs();
    gateway.waitsForAlarm("PORTAL_DOWN");
    InventedReport listed = svarinn.offers(InventedReport.small());
    gateway.waitsUntil(listed.reportId(), "CONFIRMED");
    fiksIo.plugsIn();
    gateway.waitsForEndOf("PORTAL_DOWN");
  }

  @Test
  void bringsWhatComesToTheDistrictsAccountToTheDistrict() {
    InventedReport ours = fiksIo.sends(InventedReport.small());
    InventedReport theirs =
        fiksIo.sendsTo(
            districtsAccount.get("account-id"),
            districtsKeys.certificate(),
            InventedReport.small());

    fiksIo.waitsForConfirmationOf(ours);
    fiksIo.waitsForConfirmationOf(theirs);

    assertThat(districtsCaseSystem.stored(theirs.reportId())).hasSize(1);
    assertThat(caseSystem.stored(theirs.reportId())).isEmpty();
    assertThat(caseSystem.stored(ours.reportId())).hasSize(1);
    assertThat(gateway.report(theirs.reportId()).path("recipient").asString(""))
        .isEqualTo("nordstrand");
    assertThat(fiksIo.confirmations())
        .filteredOn(line -> line.path("id").asString("").equals(theirs.dispatchId()))
        .extracting(line -> line.path("accountId").asString(""))
        .containsOnly(districtsAccount.get("account-id"));
  }
}
