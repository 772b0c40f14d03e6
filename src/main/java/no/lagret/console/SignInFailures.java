package no.lagret.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import no.lagret.report.Digests;

/**
 * Who failed to sign in how often. Known names are never forgotten for want of room, so no flood of
 * invented ones opens a locked one. Names are kept as digests only: what is typed into the field of
 * the name may be a password.
 */
final class SignInFailures {

  private static final int STRANGERS = 10_000;

  private final InstantSource clock;
  private final Map<String, NameFailures> known = new HashMap<>();
  private final Map<String, NameFailures> unknown = new Bounded<>(STRANGERS);
  private final Map<String, AddressFailures> addresses = new Bounded<>(STRANGERS);

  SignInFailures(Set<String> names, InstantSource clock) {
    this.clock = clock;
    names.forEach(name -> known.put(digest(name), new NameFailures()));
  }

  /** Until an attempt with this name from there is looked at; zero when it is now. */
  synchronized Duration wait(String name, String address) {
    Duration ofName = waitOfName(name);
    Duration ofAddress = waitOfAddress(address);
    return ofName.compareTo(ofAddress) > 0 ? ofName : ofAddress;
  }

  /** Counts one, and says how many the name has now. */
  synchronized int add(String name, String address) {
    Instant now = clock.instant();
    addresses.computeIfAbsent(address, there -> new AddressFailures()).add(now);
    String digest = digest(name);
    NameFailures failures = known.get(digest);
    if (failures == null) {
      failures = unknown.computeIfAbsent(digest, stranger -> new NameFailures());
    }
    failures.add(now);
    return failures.count();
  }

  /** Until the name is looked at; zero when it is now. */
  synchronized Duration waitOfName(String name) {
    String digest = digest(name);
    NameFailures failures = known.getOrDefault(digest, unknown.get(digest));
    return failures == null ? Duration.ZERO : failures.wait(clock.instant());
  }

  /** Until the address is listened to; zero when it is now. */
  synchronized Duration waitOfAddress(String address) {
    AddressFailures failures = addresses.get(address);
    return failures == null ? Duration.ZERO : failures.wait(clock.instant());
  }

  /** Whether any address is locked out now. */
  synchronized boolean anyAddress() {
    Instant now = clock.instant();
    return addresses.values().stream().anyMatch(there -> !there.wait(now).isZero());
  }

  /** Names and addresses that are kept. */
  synchronized int kept() {
    return known.size() + unknown.size() + addresses.size();
  }

  private static String digest(String name) {
    return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
  }
}
