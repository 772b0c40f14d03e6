package no.lagret.chaos.agent;

import java.util.EnumSet;
import java.util.Set;

/** Where a report's way can be cut: before or after one method, on the threads so named. */
public enum Point {
  FETCHED("no.lagret.portal.svarinn.SvarinnClient", "fetch", 1, true, ""),
  TAKEN("no.lagret.delivery.NewCopies", "take", 2, true, ""),
  INTAKE_COMMITS(Point.TRANSACTIONS, "doCommit", 1, false, "svarinn"),
  INTAKE_COMMITTED(Point.TRANSACTIONS, "doCommit", 1, true, "svarinn"),
  OPENS("no.lagret.delivery.Reports", "open", 1, false, ""),
  OPENED("no.lagret.delivery.Reports", "open", 1, true, ""),
  ASKED("no.lagret.casesystem.CaseSystem", "askAnswered", 1, false, ""),
  PUTS("no.lagret.casesystem.CaseSystem", "putRequest", 2, false, ""),
  PUT("no.lagret.casesystem.CaseSystem", "putAnswered", 1, false, ""),
  PROVES("no.lagret.casesystem.ReceiptVerifier", "prove", 1, false, ""),
  PROVED("no.lagret.casesystem.ReceiptVerifier", "prove", 1, true, ""),
  ANNOUNCES("no.lagret.delivery.Confirmations", "announce", 1, false, ""),
  ANNOUNCED("no.lagret.delivery.Confirmations", "announce", 1, true, ""),
  DELIVERY_COMMITS(Point.CONTAINER, "commitIfNecessary", 2, false, "lagret.reports"),
  DELIVERY_COMMITTED(Point.CONTAINER, "commitIfNecessary", 2, true, "lagret.reports"),
  CHECKS("no.lagret.delivery.Confirmations", "check", 1, false, ""),
  CHECKED("no.lagret.delivery.Confirmations", "check", 1, true, ""),
  CONFIRMS("no.lagret.portal.svarinn.SvarinnClient", "confirm", 1, false, ""),
  CONFIRMED("no.lagret.portal.svarinn.SvarinnClient", "confirm", 1, true, ""),
  CONFIRMATION_TOLD("no.lagret.delivery.Confirmations", "confirmed", 1, true, ""),
  CONFIRMATION_COMMITS(Point.CONTAINER, "commitIfNecessary", 2, false, "lagret.confirmations"),
  CONFIRMATION_COMMITTED(Point.CONTAINER, "commitIfNecessary", 2, true, "lagret.confirmations"),
  SETTLES_FAILURE("no.lagret.delivery.FailedAttempts", "settle", 1, false, ""),
  SETTLED_FAILURE("no.lagret.delivery.FailedAttempts", "settle", 1, true, ""),
  DEAD_LETTERED("no.lagret.delivery.DeadLetterStamp", "put", 5, true, ""),
  LEDGER_WRITES("no.lagret.ledger.LedgerStore", "write", 1, false, ""),
  LEDGER_WRITTEN("no.lagret.ledger.LedgerStore", "write", 1, true, ""),
  LOOKED("no.lagret.casesystem.CaseSystemFolder", "lookForReceipt", 1, true, ""),
  LAYS(Point.FOLDER, "rename", 2, false, ""),
  LAID(Point.FOLDER, "rename", 2, true, ""),
  AWAITS("no.lagret.delivery.FailedAttempts", "awaitReceipt", 2, true, ""),
  AWAITING_COMMITS(Point.CONTAINER, "commitIfNecessary", 2, false, "lagret.awaiting-receipt"),
  AWAITING_COMMITTED(Point.CONTAINER, "commitIfNecessary", 2, true, "lagret.awaiting-receipt"),
  ARCHIVES(Point.FOLDER, "archive", 2, false, ""),
  ARCHIVED(Point.FOLDER, "archive", 2, true, ""),
  PUSHED(Point.PUSHES, "keep", 3, false, ""),
  PUSH_COMMITS(Point.TRANSACTIONS, "doCommit", 1, false, "fiks-io"),
  PUSH_COMMITTED(Point.TRANSACTIONS, "doCommit", 1, true, "fiks-io"),
  KEPT(Point.PUSHES, "keep", 3, true, ""),
  ACKED("no.lagret.portal.fiksio.Attached", "ack", 1, true, ""),
  REPLIES("no.lagret.portal.fiksio.Replying", "confirm", 1, false, ""),
  REPLIED("no.lagret.portal.fiksio.Replying", "confirm", 1, true, "");

  private static final String CONTAINER =
      "org.springframework.jms.listener.AbstractMessageListenerContainer";
  private static final String TRANSACTIONS =
      "org.springframework.jms.connection.JmsTransactionManager";
  private static final String PUSHES = "no.lagret.portal.fiksio.FiksIoIntake";
  private static final String FOLDER = "no.lagret.casesystem.CaseFolder";

  final String type;
  final String method;
  final int arguments;
  final boolean after;
  final String threads;

  /** Those that only a report over files passes. */
  public static Set<Point> ofFilesAlone() {
    return EnumSet.range(LOOKED, ARCHIVED);
  }

  /** Those that a report passes from channel SVARINN to a case system over HTTP. */
  public static Set<Point> ofHttp() {
    return EnumSet.range(FETCHED, LEDGER_WRITTEN);
  }

  /** Those that only a report from channel FIKS_IO passes. */
  public static Set<Point> ofFiksIoAlone() {
    return EnumSet.range(PUSHED, REPLIED);
  }

  /** Those that a report passes from channel FIKS_IO to a case system over HTTP. */
  public static Set<Point> ofFiksIo() {
    Set<Point> points = ofHttp();
    points.removeAll(EnumSet.of(FETCHED, INTAKE_COMMITS, INTAKE_COMMITTED, CONFIRMS, CONFIRMED));
    points.addAll(ofFiksIoAlone());
    return points;
  }

  /** Whether a kill here finds a message pushed and not acked: KS counts each. */
  public boolean isBeforeAck() {
    return EnumSet.range(PUSHED, KEPT).contains(this) || this == TAKEN;
  }

  Point(String type, String method, int arguments, boolean after, String threads) {
    this.type = type;
    this.method = method;
    this.arguments = arguments;
    this.after = after;
    this.threads = threads;
  }
}
