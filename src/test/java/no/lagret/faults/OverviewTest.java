package no.lagret.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import no.lagret.ledger.LedgerWriter;
import no.lagret.testing.Chromium;
import no.lagret.testing.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Green means proved: whatever is not known any more is said, and since when. */
class OverviewTest extends WholeWay {

  private Chromium chromium;
  private Chromium.Person operator;

  @BeforeAll
  void open() {
    chromium = new Chromium();
    operator = chromium.person(gateway.baseUrl());
    operator.signsIn(Gateway.USER, Gateway.PASSWORD);
  }

  @AfterAll
  void close() {
    chromium.close();
  }

  @BeforeEach
  void allIsWell() {
    goodReportGoesThrough();
    operator.page().navigate("/");
    assertThat(operator.page().locator("#says"))
        .containsText("Alle meldinger er lagret i Familia. Sist kontrollert");
  }

  private void says(String what) {
    assertThat(operator.page().locator("#says")).containsText(what);
    assertThat(operator.page().locator("#says")).not().containsText("Alle meldinger er lagret");
  }

  @Test
  void saysThatNothingIsKnownSinceTheLedgerIsNotWritten() {
    LedgerWriter writer = gateway.part(LedgerWriter.class);
    writer.stop();
    try {
      says("Tallene er ikke kjent siden");
      assertThat(operator.page().locator("#fact-LEDGER")).containsText("ikke kjent siden");
    } finally {
      writer.start();
    }
  }

  @Test
  void saysSinceWhenThePortalDoesNotAnswer() {
    portal.isDown();
    try {
      says("Vi får ikke kontakt med portalen siden");
      assertThat(operator.page().locator(".stop-PORTAL")).containsText("svarer ikke");
    } finally {
      portal.isUp();
    }
  }

  @Test
  void saysSinceWhenTheCaseSystemDoesNotAnswer() {
    caseSystem.isDown();
    try {
      says("Vi får ikke kontakt med Familia siden");
      assertThat(operator.page().locator(".stop-CASE_SYSTEM")).containsText("svarer ikke");
    } finally {
      caseSystem.isUp();
    }
  }

  @Test
  void saysThatTimesCannotBeTrustedWhereTheClockStands() {
    gateway.clock().stands(true);
    try {
      says("Klokka på maskinen står");
    } finally {
      gateway.clock().stands(false);
    }
  }

  @Test
  void saysOnThePageItselfWhenTheGatewayIsGone() {
    gateway.stop();
    try {
      assertThat(operator.page().locator("#lost")).containsText("Ingen kontakt med Lagret siden");
    } finally {
      gateway.startAgain();
      gateway.waitsUntilOpen();
      operator.close();
      operator = chromium.person(gateway.baseUrl());
      operator.signsIn(Gateway.USER, Gateway.PASSWORD);
    }
  }
}
