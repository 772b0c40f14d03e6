package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import org.jspecify.annotations.Nullable;

/**
 * The two folders that the gateway and a case system over files share. What lies in the outbox is
 * whole and synced, or not there; names are made of report ids only.
 *
 * <p>Every method throws {@link ClassifiedFailure} of class OUTAGE where a folder cannot be used
 * now, naming its setting.
 */
public final class CaseFolder {

  static final String OUTBOX = "lagret.case-system.file.outbox";

  /** The setting of the folder of the receipts. */
  public static final String RECEIPTS = "lagret.case-system.file.receipts";

  private static final String RECEIPT = ".json";
  private static final String TEMPORARY = ".lagret-";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final long LONGEST_RECEIPT_BYTES = 1 << 20;

  private final CaseSystemSettings.File settings;
  private final SharedFolder outbox;
  private final SharedFolder receipts;
  private final Path archive;
  private boolean cleared;

  /** Laid by a turn whose end nobody saw. The case system may have taken them since. */
  private final Set<String> laidUnseen = ConcurrentHashMap.newKeySet();

  CaseFolder(CaseSystemSettings.File settings) {
    this.settings = settings;
    this.outbox = folder(OUTBOX, settings.outbox());
    this.receipts = folder(RECEIPTS, settings.receipts());
    this.archive = receipts.path().resolve("archive");
  }

  /** A receipt as it lies there: its bytes, when it came, and whether it was settled before. */
  public record Lying(byte[] bytes, Instant since, boolean archived) {

    /** The report that it names; null where it is torn, or no receipt. */
    public @Nullable String reportId() {
      return Receipts.reportId(bytes);
    }

    /** Its journal reference; null where it has no usable one. */
    public @Nullable String reference() {
      try {
        return Receipts.reference(bytes, String.valueOf(reportId()));
      } catch (ClassifiedFailure e) {
        return null;
      }
    }
  }

  /** What a report's folder and receipt are called. */
  static String name(String reportId) {
    return PLAIN.matcher(reportId).matches() ? reportId : Digests.sha256(reportId.getBytes(UTF_8));
  }

  /** What a report's receipt is called. */
  public static String receiptName(String reportId) {
    return name(reportId) + RECEIPT;
  }

  /**
   * Lays the report into the outbox: built under a temporary name, synced, renamed once. Lies the
   * same content there already, that counts.
   *
   * @throws ClassifiedFailure CONFLICT when other content lies there under this id
   */
  void handOver(OpenedReport opened, String metadata) throws ClassifiedFailure {
    String reportId = opened.dispatch().reportId();
    Path folder = folder(reportId);
    outbox.use(
        () -> {
          clear();
          if (!laidUnseen.contains(reportId) && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            lay(opened, metadata, folder);
            laidUnseen.add(reportId);
          }
          return null;
        });
    if (Boolean.FALSE.equals(outbox.use(() -> holdsNothingElse(opened)))) {
      throw new ClassifiedFailure(
          FailureClass.CONFLICT,
          "OTHER_CONTENT",
          "Other content waits in the outbox under this id");
    }
    laidUnseen.remove(reportId);
  }

  private void lay(OpenedReport opened, String metadata, Path folder) throws IOException {
    Path building = outbox.path().resolve(TEMPORARY + UUID.randomUUID());
    try {
      SharedFolder.create(building);
      for (Document document : opened.documents()) {
        SharedFolder.write(building.resolve(document.fileName()), document.content());
      }
      SharedFolder.write(building.resolve("metadata.json"), metadata.getBytes(UTF_8));
      SharedFolder.sync(building);
      rename(building, folder);
      SharedFolder.sync(outbox.path());
    } catch (IOException e) {
      SharedFolder.deleteQuietly(building);
      throw e;
    }
  }

  private static void rename(Path building, Path folder) throws IOException {
    try {
      Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      SharedFolder.deleteQuietly(building);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      SharedFolder.deleteQuietly(building); // another message of the report was as quick
    }
  }

  /** What was taken away meanwhile is no other content. */
  private boolean holdsNothingElse(OpenedReport opened) throws IOException {
    Path folder = folder(opened.dispatch().reportId());
    for (Document document : opened.documents()) {
      Path file = folder.resolve(document.fileName());
      if (SharedFolder.isFile(file)
          && !Arrays.equals(Files.readAllBytes(file), document.content())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the case system has not taken the report's folder yet. */
  boolean isUntaken(String reportId) throws ClassifiedFailure {
    return outbox.use(() -> Files.isDirectory(folder(reportId)));
  }

  /** The report's receipt, the archived one first; null where none lies there. */
  public @Nullable Lying receipt(String reportId) throws ClassifiedFailure {
    String name = receiptName(reportId);
    Lying settled = lying(archive.resolve(name), true);
    return settled != null ? settled : receiptNamed(name);
  }

  /** What lies among the receipts under that name and is not settled yet. */
  public @Nullable Lying receiptNamed(String name) throws ClassifiedFailure {
    return lying(receipts.path().resolve(name), false);
  }

  private @Nullable Lying lying(Path file, boolean archived) throws ClassifiedFailure {
    return receipts.use(
        () ->
            SharedFolder.isFile(file) && Files.size(file) <= LONGEST_RECEIPT_BYTES
                ? new Lying(
                    Files.readAllBytes(file), Files.getLastModifiedTime(file).toInstant(), archived)
                : null);
  }

  /** Whether something still lies there under that name, whatever it is. */
  public boolean hasReceiptNamed(String name) throws ClassifiedFailure {
    Path receipt = receipts.path().resolve(name);
    return receipts.use(() -> Files.exists(receipt, LinkOption.NOFOLLOW_LINKS));
  }

  /** What lies there that may be a receipt and is not settled yet. */
  public List<String> receiptNames() throws ClassifiedFailure {
    return receipts.use(() -> names(receipts.path())).stream()
        .filter(name -> name.endsWith(RECEIPT) && !name.startsWith("."))
        .toList();
  }

  /**
   * Moves a receipt that is settled into the archive, and takes back a folder that was never taken
   * once it has lain there for as long as the settings say.
   */
  public void archive(String name, Instant now) throws ClassifiedFailure {
    receipts.use(
        () -> {
          if (!Files.isDirectory(archive)) {
            SharedFolder.create(archive);
          }
          Path receipt = receipts.path().resolve(name);
          Files.setLastModifiedTime(receipt, FileTime.from(now));
          Files.move(receipt, archive.resolve(name), StandardCopyOption.ATOMIC_MOVE);
          SharedFolder.sync(archive);
          SharedFolder.sync(receipts.path());
          return null;
        });
  }

  /** Deletes the folders of settled reports that were not taken within the time set for that. */
  public void takeBackSettled(Instant now) throws ClassifiedFailure {
    List<String> lying = outbox.use(() -> names(outbox.path()));
    if (lying.isEmpty()) {
      return;
    }
    for (String name : receipts.use(() -> lying.stream().filter(isOver(now)).toList())) {
      outbox.use(
          () -> {
            SharedFolder.delete(outbox.path().resolve(name));
            return null;
          });
    }
  }

  private Predicate<String> isOver(Instant now) {
    return name -> {
      Path settled = archive.resolve(name + RECEIPT);
      try {
        return SharedFolder.isFile(settled)
            && !Files.getLastModifiedTime(settled)
                .toInstant()
                .plus(settings.deleteAfter())
                .isAfter(now);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  Duration receiptTimeout() {
    return settings.receiptTimeout();
  }

  /** Writes, syncs and deletes in the outbox, and looks into the folder of the receipts. */
  void probe() throws ClassifiedFailure {
    outbox.use(
        () -> {
          Path probe = outbox.path().resolve(TEMPORARY + UUID.randomUUID());
          try {
            SharedFolder.create(probe);
            SharedFolder.write(probe.resolve("probe"), new byte[] {1});
          } finally {
            SharedFolder.deleteQuietly(probe);
          }
          return null;
        });
    receipts.use(() -> SharedFolder.in(receipts.path()));
  }

  /** What a process that died was building. */
  private synchronized void clear() throws IOException {
    if (!cleared) {
      for (Path entry : SharedFolder.in(outbox.path())) {
        if (entry.getFileName().toString().startsWith(TEMPORARY)) {
          SharedFolder.delete(entry);
        }
      }
      cleared = true;
    }
  }

  private static List<String> names(Path directory) throws IOException {
    return SharedFolder.in(directory).stream().map(each -> each.getFileName().toString()).toList();
  }

  private SharedFolder folder(String setting, Path path) {
    return new SharedFolder(setting, path, new FolderTurns(settings.responseTimeout()));
  }

  private Path folder(String reportId) {
    return outbox.path().resolve(name(reportId));
  }
}
