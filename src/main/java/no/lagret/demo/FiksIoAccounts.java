package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts that the portal knows; they are there again after a restart. */
final class FiksIoAccounts {

  private final Path directory;
  private final Map<UUID, FiksIoAccount> accounts = new LinkedHashMap<>();

  FiksIoAccounts(Path directory) {
    this.directory = DurableFiles.directory(directory);
    for (Path file : DurableFiles.in(directory)) {
      if (!Files.isDirectory(file)) {
        continue;
      }
      FiksIoAccount account =
          FiksIoAccount.read(Json.readObject(DurableFiles.read(file.resolve("account.json"))));
      accounts.put(account.id(), account);
    }
  }

  /** The account with this certificate, made when there is none yet. */
  synchronized FiksIoAccount of(String certificatePem) {
    return accounts.values().stream()
        .filter(account -> account.certificatePem().equals(certificatePem))
        .findFirst()
        .orElseGet(() -> invent(certificatePem));
  }

  private FiksIoAccount invent(String certificatePem) {
    FiksIoAccount account = FiksIoAccount.invent(directory, certificatePem);
    DurableFiles.write(
        directory.resolve(account.id().toString()).resolve("account.json"),
        Json.bytes(account.json()));
    accounts.put(account.id(), account);
    return account;
  }

  /** The portal's own account, made when there is none yet. */
  synchronized FiksIoAccount sender() {
    Path file = directory.resolve("sender");
    if (Files.exists(file)) {
      String id = new String(DurableFiles.read(file), StandardCharsets.US_ASCII);
      return Objects.requireNonNull(find(id));
    }
    DemoKeys keys = DemoKeys.createIfMissing(directory.resolveSibling("portal"), "Portal (demo)");
    String certificate =
        new String(DurableFiles.read(keys.certificate()), StandardCharsets.US_ASCII);
    FiksIoAccount made = invent(certificate);
    DurableFiles.write(file, made.id().toString().getBytes(StandardCharsets.US_ASCII));
    return made;
  }

  /** Opens what is sent to the portal's own account. */
  Path senderKey() {
    return directory.resolveSibling("portal").resolve("private-key.pem");
  }

  synchronized @Nullable FiksIoAccount find(String id) {
    return accounts.values().stream()
        .filter(account -> account.id().toString().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** The account that an integration may use. */
  synchronized @Nullable FiksIoAccount ofIntegration(@Nullable String integrationId) {
    return accounts.values().stream()
        .filter(account -> account.integrationId().toString().equals(integrationId))
        .findFirst()
        .orElse(null);
  }

  synchronized @Nullable FiksIoAccount ofClient(@Nullable String clientId) {
    return accounts.values().stream()
        .filter(account -> account.clientId().equals(clientId))
        .findFirst()
        .orElse(null);
  }

  /** The queues of those to whom reports are sent. */
  synchronized Set<String> receiversQueues() {
    return accounts.values().stream()
        .filter(account -> !account.equals(sender()))
        .map(FiksIoAccount::queue)
        .collect(Collectors.toSet());
  }

  synchronized Collection<FiksIoAccount> all() {
    return accounts.values().stream().toList();
  }
}
