package no.lagret.ledger;

import java.util.HexFormat;
import no.lagret.report.Digests;

/** What binds an event to all before it. */
final class Chain {

  /** Stands before the first event: 32 zero bytes. */
  static final LedgerHead GENESIS = new LedgerHead(0, "0".repeat(64));

  private Chain() {}

  /** SHA-256 over the previous hash's 32 bytes and the event's canonical bytes, as hex. */
  static String hash(String previous, byte[] event) {
    return HexFormat.of().formatHex(Digests.sha256Bytes(HexFormat.of().parseHex(previous), event));
  }
}
