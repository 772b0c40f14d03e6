package no.lagret.sealing;

import static no.lagret.sealing.SealedBytes.Kind.CMS;
import static no.lagret.sealing.SealedBytes.Kind.PDF;
import static no.lagret.sealing.SealedBytes.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealedBytesTest {

  private static final String ENVELOPED = "06092a864886f70d010703";

  @Test
  void tellsByContentWhatItIs() {
    assertThat(SealedBytes.kindOf(hex("300d" + ENVELOPED + "a000"))).isEqualTo(CMS);
    assertThat(SealedBytes.kindOf(hex("3080" + ENVELOPED + "a0800000" + "0000"))).isEqualTo(CMS);
    assertThat(SealedBytes.kindOf(hex("308400000 00d".replace(" ", "") + ENVELOPED + "a000")))
        .isEqualTo(CMS);
    assertThat(SealedBytes.kindOf(hex("300d06092a864886f70d010702a000"))).isEqualTo(UNKNOWN);
    assertThat(SealedBytes.kindOf(hex("3003"))).isEqualTo(UNKNOWN);
    assertThat(SealedBytes.kindOf(new byte[0])).isEqualTo(UNKNOWN);
    assertThat(SealedBytes.kindOf(text("%PDF-1.4"))).isEqualTo(PDF);
    assertThat(SealedBytes.kindOf(text("x".repeat(1019) + "%PDF-1.4"))).isEqualTo(PDF);
    assertThat(SealedBytes.kindOf(text("x".repeat(1020) + "%PDF-1.4"))).isEqualTo(UNKNOWN);
    assertThat(SealedBytes.kindOf(text("%PD"))).isEqualTo(UNKNOWN);
  }

  @Test
  void knowsWhetherAValueIsWhole() {
    whole("3000", true);
    whole("3003020101", true);
    whole("30030201", false);
    whole("300302010100", false);
    whole("30810302 0101".replace(" ", ""), true);
    whole("3082", false);
    whole("30ff", false);
    whole("3088ffffffffffffffff", false);
    whole("30", false);
    whole("", false);
    whole("1f8101030a0b0c", true);
    whole("1f81", false);
  }

  @Test
  void walksIndefiniteLengthsToTheirEnd() {
    whole("30800000", true);
    whole("308000", false);
    whole("3080000000", false);
    whole("30800201010000", true);
    whole("3080a080040100" + "0000" + "0000", true);
    whole("3080a080040100" + "0000", false);
    whole("04800000", false);
    whole("3080040500000000000000", true);
  }

  private static void whole(String hex, boolean expected) {
    assertThat(SealedBytes.wholeDer(hex(hex))).as(hex).isEqualTo(expected);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
