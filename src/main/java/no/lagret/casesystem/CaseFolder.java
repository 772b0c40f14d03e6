package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two folders that the gateway and a case system over files share. What lies in the outbox is
 * whole and synced, or not there; names are made of report ids only.
 *
 * <p>Every method throws {@link ClassifiedFailure} of class OUTAGE where a folder cannot be used
 * now, naming its setting.
 */
public final class CaseFolder {

  static final String OUTBOX = "lagret.case-system.file.outbox";
  static final String RECEIPTS = "lagret.case-system.file.receipts";

  private static final Logger LOG = LoggerFactory.getLogger(CaseFolder.class);
  private static final String RECEIPT = ".json";
  private static final String TEMPORARY = ".lagret-";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final long LONGEST_RECEIPT_BYTES = 1 << 20;
  private static final FileAttribute<?>[] FOLDER_RIGHTS = rights("rwx------");
  private static final FileAttribute<?>[] FILE_RIGHTS = rights("rw-------");

  private final CaseSystemSettings.File settings;
  private final Path archive;
  private boolean cleared;

  CaseFolder(CaseSystemSettings.File settings) {
    this.settings = settings;
    this.archive = settings.receipts().resolve("archive");
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
    Path folder = folder(opened.dispatch().reportId());
    using(
        OUTBOX,
        settings.outbox(),
        () -> {
          clear();
          if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            lay(opened, metadata, folder);
          }
          return null;
        });
    if (Boolean.FALSE.equals(using(OUTBOX, settings.outbox(), () -> holdsNothingElse(opened)))) {
      throw new ClassifiedFailure(
          FailureClass.CONFLICT,
          "OTHER_CONTENT",
          "Other content waits in the outbox under this id");
    }
  }

  private void lay(OpenedReport opened, String metadata, Path folder) throws IOException {
    Path building = settings.outbox().resolve(TEMPORARY + UUID.randomUUID());
    try {
      Files.createDirectory(building, FOLDER_RIGHTS);
      for (Document document : opened.documents()) {
        write(building.resolve(document.fileName()), document.content());
      }
      write(building.resolve("metadata.json"), metadata.getBytes(UTF_8));
      sync(building);
      rename(building, folder);
      sync(settings.outbox());
    } catch (IOException e) {
      deleteQuietly(building);
      throw e;
    }
  }

  private static void rename(Path building, Path folder) throws IOException {
    try {
      Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      deleteQuietly(building);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      deleteQuietly(building); // another message of the report was as quick
    }
  }

  /** What was taken away meanwhile is no other content. */
  private boolean holdsNothingElse(OpenedReport opened) throws IOException {
    Path folder = folder(opened.dispatch().reportId());
    for (Document document : opened.documents()) {
      Path file = folder.resolve(document.fileName());
      if (isFile(file) && !Arrays.equals(Files.readAllBytes(file), document.content())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the case system has not taken the report's folder yet. */
  boolean isUntaken(String reportId) throws ClassifiedFailure {
    return using(OUTBOX, settings.outbox(), () -> Files.isDirectory(folder(reportId)));
  }

  /** The report's receipt, the archived one first; null where none lies there. */
  public @Nullable Lying receipt(String reportId) throws ClassifiedFailure {
    String name = receiptName(reportId);
    Lying settled = lying(archive.resolve(name), true);
    return settled != null ? settled : receiptNamed(name);
  }

  /** What lies among the receipts under that name and is not settled yet. */
  public @Nullable Lying receiptNamed(String name) throws ClassifiedFailure {
    return lying(settings.receipts().resolve(name), false);
  }

  private @Nullable Lying lying(Path file, boolean archived) throws ClassifiedFailure {
    return using(
        RECEIPTS,
        settings.receipts(),
        () ->
            isFile(file) && Files.size(file) <= LONGEST_RECEIPT_BYTES
                ? new Lying(
                    Files.readAllBytes(file), Files.getLastModifiedTime(file).toInstant(), archived)
                : null);
  }

  /** Whether something still lies there under that name, whatever it is. */
  public boolean hasReceiptNamed(String name) {
    return Files.exists(settings.receipts().resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Moves a receipt that is settled into the archive, and takes back a folder that was never taken
   * once it has lain there for as long as the settings say.
   */
  public void archive(String name, Instant now) throws ClassifiedFailure {
    using(
        RECEIPTS,
        settings.receipts(),
        () -> {
          if (!Files.isDirectory(archive)) {
            Files.createDirectory(archive, FOLDER_RIGHTS);
          }
          Path receipt = settings.receipts().resolve(name);
          Files.setLastModifiedTime(receipt, FileTime.from(now));
          Files.move(receipt, archive.resolve(name), StandardCopyOption.ATOMIC_MOVE);
          sync(archive);
          sync(settings.receipts());
          return null;
        });
  }

  /** Deletes the folders of settled reports that were not taken within the time set for that. */
  public void takeBackSettled(Instant now) throws ClassifiedFailure {
    for (Path folder : using(OUTBOX, settings.outbox(), () -> in(settings.outbox()))) {
      Path settled = archive.resolve(folder.getFileName() + RECEIPT);
      if (isFile(settled)) {
        using(
            OUTBOX,
            settings.outbox(),
            () -> {
              Instant since = Files.getLastModifiedTime(settled).toInstant();
              if (!since.plus(settings.deleteAfter()).isAfter(now)) {
                delete(folder);
              }
              return null;
            });
      }
    }
  }

  Duration receiptTimeout() {
    return settings.receiptTimeout();
  }

  /** Writes, syncs and deletes in the outbox, and looks into the folder of the receipts. */
  void probe() throws ClassifiedFailure {
    using(
        OUTBOX,
        settings.outbox(),
        () -> {
          Path probe = settings.outbox().resolve(TEMPORARY + UUID.randomUUID());
          try {
            Files.createDirectory(probe, FOLDER_RIGHTS);
            write(probe.resolve("probe"), new byte[] {1});
          } finally {
            deleteQuietly(probe);
          }
          return null;
        });
    using(RECEIPTS, settings.receipts(), () -> in(settings.receipts()));
  }

  /** What a process that died was building. */
  private synchronized void clear() throws IOException {
    if (!cleared) {
      for (Path entry : in(settings.outbox())) {
        if (entry.getFileName().toString().startsWith(TEMPORARY)) {
          delete(entry);
        }
      }
      cleared = true;
    }
  }

  private Path folder(String reportId) {
    return settings.outbox().resolve(name(reportId));
  }

  private interface Work<T> {
    T doIt() throws IOException;
  }

  private static <T> T using(String setting, Path directory, Work<T> work)
      throws ClassifiedFailure {
    try {
      if (!Files.isDirectory(directory)) {
        throw outage(setting, "FOLDER_MISSING", "is not there");
      }
      return work.doIt();
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} cannot be used", setting, e);
      throw outage(setting, "FOLDER_UNUSABLE", why(e)).because(e);
    }
  }

  private static ClassifiedFailure outage(String setting, String code, String why) {
    return new ClassifiedFailure(
            FailureClass.OUTAGE, code, "The folder of the case system cannot be used: it " + why)
        .causedBySetting(setting);
  }

  /** The system's own words, without the names of files. */
  private static String why(Exception e) {
    String said = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "";
    String known = said + " " + e.getMessage();
    if (known.contains("No space left") || known.contains("quota")) {
      return "is full";
    }
    if (known.contains("Read-only")) {
      return "can only be read";
    }
    return e instanceof java.nio.file.AccessDeniedException
        ? "may not be read or written by the gateway"
        : "fails (" + e.getClass().getSimpleName() + ")";
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createFile(file, FILE_RIGHTS);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : in(path)) {
        delete(entry);
      }
    }
    Files.deleteIfExists(path);
  }

  private static void deleteQuietly(Path path) {
    try {
      delete(path);
    } catch (IOException e) {
      LOG.debug("Removed at the next start", e);
    }
  }

  private static FileAttribute<?>[] rights(String rights) {
    return java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
