package no.lagret.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.lagret.report.Digests;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 keys, newest first: the newest writes, all check. A MAC reads {@code keyId:hex}; the
 * key id is the first 8 hex digits of SHA-256 over the key. Safe for use by several threads.
 */
public final class MacKeys {

  /** What checking found. */
  public enum Check {
    /** The message is the one that was authenticated. */
    HOLDS,
    /** It is not, or there is no MAC that could be checked. */
    BROKEN,
    /** Authenticated with a key that is not configured: a matter of settings. */
    UNKNOWN_KEY
  }

  private static final int KEY_BYTES = 32;
  private static final int ID_LENGTH = 8;
  private static final String ALGORITHM = "HmacSHA256";

  private final Map<String, SecretKeySpec> keys;
  private final String newest;
  private final Path newestFile;

  private MacKeys(Map<String, SecretKeySpec> keys, Path newestFile) {
    this.keys = keys;
    this.newest = keys.keySet().iterator().next();
    this.newestFile = newestFile;
  }

  /**
   * Reads the keys, or makes the first one.
   *
   * @param files configured key files, newest first, each holding base64 of 32 random bytes,
   *     readable by its owner only
   * @param generatedDefault where the key lies, and is made if it is not there, when no file is
   *     configured
   * @throws KeyTrouble when a file cannot be used or made
   */
  public static MacKeys loadOrCreate(List<Path> files, Path generatedDefault) {
    if (files.isEmpty() && !Files.exists(generatedDefault)) {
      create(generatedDefault);
    }
    Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    List<Path> all = files.isEmpty() ? List.of(generatedDefault) : files;
    for (Path file : all) {
      byte[] key = read(file);
      keys.putIfAbsent(
          Digests.sha256(key).substring(0, ID_LENGTH), new SecretKeySpec(key, ALGORITHM));
    }
    return new MacKeys(keys, all.get(0));
  }

  private static byte[] read(Path file) {
    String text = new String(SecretFile.readSecret(file), StandardCharsets.US_ASCII);
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the cause: it may quote the key.
    }
    throw new KeyTrouble(
        file,
        "does not hold base64 of 32 bytes",
        "Restore it from the backup. Only where there never was one: openssl rand -base64 32");
  }

  private static void create(Path file) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      SecretFile.create(file, Base64.getEncoder().encode(key));
    } catch (IOException e) {
      throw new KeyTrouble(
          file,
          "cannot be made (" + e.getClass().getSimpleName() + ")",
          "Let the user the gateway runs as write to that folder, or configure a key file.");
    }
  }

  /** Authenticates the message with the newest key. */
  public String mac(byte[] message) {
    return newest + ":" + hex(keys.get(newest), message);
  }

  /** Whether the MAC belongs to the message; none at all is a broken one. */
  public Check check(byte[] message, @Nullable String mac) {
    if (mac == null || !mac.matches("[0-9a-f]{8}:[0-9a-f]{64}")) {
      return Check.BROKEN;
    }
    @Nullable SecretKeySpec key = keys.get(mac.substring(0, ID_LENGTH));
    if (key == null) {
      return Check.UNKNOWN_KEY;
    }
    byte[] stated = mac.substring(ID_LENGTH + 1).getBytes(StandardCharsets.US_ASCII);
    byte[] computed = hex(key, message).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(stated, computed) ? Check.HOLDS : Check.BROKEN;
  }

  /**
   * Asks that the keys of these are configured; nothing but their key ids is looked at. A key id
   * that only one of several has is more likely a damaged one than a key that is missing.
   *
   * @throws KeyTrouble when a key is missing
   */
  public void requireKnown(Stream<String> macs) {
    Map<String, Long> named =
        macs.filter(mac -> mac.matches("[0-9a-f]{" + ID_LENGTH + "}:.*"))
            .map(mac -> mac.substring(0, ID_LENGTH))
            .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
    boolean several = named.size() > 1;
    Map<String, Long> missing = new TreeMap<>(named);
    missing.keySet().removeAll(keys.keySet());
    missing.values().removeIf(count -> several && count == 1);
    if (!missing.isEmpty()) {
      throw new KeyTrouble(
          newestFile,
          "is not the key of what lies in the queues: messages by key id " + missing,
          "Put the key file back from the backup, or name it in the setting after the new one. Is it"
              + " lost for good: move the data directory's broker folder away; what the portal still"
              + " lists is fetched again.");
    }
  }

  private static String hex(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
