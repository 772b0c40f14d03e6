package no.lagret.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import org.junit.jupiter.api.Test;

class StampTest {

  private static final byte[] SEALED = {1, 2, 3};
  private static final Instant SENT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant RECEIVED = Instant.parse("2026-11-20T08:05:00Z");

  @Test
  void coversEveryFieldAndTheBytes() {
    List<Dispatch> others =
        List.of(
            with("other", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, "pdf", "s", 3),
            with(
                "default", Channel.FIKS_IO, "report", "dispatch", 1, SENT, RECEIVED, "pdf", "s", 3),
            with("default", Channel.SVARINN, "other", "dispatch", 1, SENT, RECEIVED, "pdf", "s", 3),
            with("default", Channel.SVARINN, "report", "other", 1, SENT, RECEIVED, "pdf", "s", 3),
            with(
                "default", Channel.SVARINN, "report", "dispatch", 2, SENT, RECEIVED, "pdf", "s", 3),
            with(
                "default", Channel.SVARINN, "report", "dispatch", 1, null, RECEIVED, "pdf", "s", 3),
            with(
                "default",
                Channel.SVARINN,
                "report",
                "dispatch",
                1,
                RECEIVED,
                RECEIVED,
                "pdf",
                "s",
                3),
            with("default", Channel.SVARINN, "report", "dispatch", 1, SENT, SENT, "pdf", "s", 3),
            with("default", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, null, "s", 3),
            with("default", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, "", "s", 3),
            with(
                "default", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, "pdf", "t", 3),
            with(
                "default", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, "pdf", "s", 4),
            with(
                "default",
                Channel.SVARINN,
                "reportd",
                "ispatch",
                1,
                SENT,
                RECEIVED,
                "pdf",
                "s",
                3));

    byte[] stamped = Stamp.content(dispatch(), SEALED);

    assertThat(Stamp.content(dispatch(), SEALED)).isEqualTo(stamped);
    assertThat(others).allSatisfy(d -> assertThat(Stamp.content(d, SEALED)).isNotEqualTo(stamped));
    assertThat(Stamp.content(dispatch(), new byte[] {1, 2, 4})).isNotEqualTo(stamped);
  }

  @Test
  void countsTimesToTheMillisecondAsTheyTravel() {
    Dispatch finer =
        with(
            "default",
            Channel.SVARINN,
            "report",
            "dispatch",
            1,
            SENT,
            RECEIVED.plusNanos(999_999),
            "pdf",
            "s",
            3);

    assertThat(Stamp.content(finer, SEALED)).isEqualTo(Stamp.content(dispatch(), SEALED));
  }

  private static Dispatch dispatch() {
    return with("default", Channel.SVARINN, "report", "dispatch", 1, SENT, RECEIVED, "pdf", "s", 3);
  }

  private static Dispatch with(
      String recipient,
      Channel channel,
      String reportId,
      String dispatchId,
      int generation,
      Instant sentAt,
      Instant receivedAt,
      String pdf,
      String sealed,
      long size) {
    return new Dispatch(
        recipient,
        channel,
        reportId,
        dispatchId,
        generation,
        sentAt,
        receivedAt,
        pdf,
        sealed,
        size);
  }
}
