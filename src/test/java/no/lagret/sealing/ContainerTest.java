package no.lagret.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import no.ks.fiks.io.asice.AsicHandler;
import no.ks.fiks.io.asice.model.KeystoreHolder;
import no.ks.fiks.io.asice.model.StreamContent;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.Oddity;
import no.lagret.testing.OpenSsl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers as KS's library packs, signs and seals them, and all that can be wrong with them. */
class ContainerTest {

  private static final byte[] PDF = "%PDF-1.7\nAn invented report.\n%%EOF".getBytes(UTF_8);
  private static final byte[] OTHER_PDF = "%PDF-1.7\nAnother one.\n%%EOF".getBytes(UTF_8);
  private static final byte[] FORM = "{\"kommunenummer\": \"9999\"}".getBytes(UTF_8);
  private static final String MANIFEST = "META-INF/ASiCManifest.xml";

  @TempDir static Path folder;
  private static List<Entry> packedByKs;
  private static List<Entry> withoutForm;

  private record Entry(String name, byte[] content) {}

  @BeforeAll
  static void packsWithTheLibraryOfKs() throws Exception {
    OpenSsl openSsl = new OpenSsl(folder);
    OpenSsl.Pair keys = openSsl.pair("mottaker");
    Keyring ours = Keyring.load(List.of(keys.key()), keys.certificate());
    packedByKs = entries(ours.open(packed(keys, true)).content());
    withoutForm = entries(ours.open(packed(keys, false)).content());
    assertThat(packedByKs).extracting(Entry::name).contains(MANIFEST);
  }

  private static byte[] packed(OpenSsl.Pair keys, boolean form) throws Exception {
    char[] password = "oppdiktet".toCharArray();
    Certificate certificate = PemFile.certificate(keys.certificate());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "avsender", PemFile.privateKey(keys.key()), password, new Certificate[] {certificate});
    ExecutorService threads = Executors.newCachedThreadPool();
    try (AsicHandler handler =
        AsicHandler.builder()
            .withExecutorService(threads)
            .withPrivatNokkel(PemFile.privateKey(keys.key()))
            .withKeyStoreHolder(
                KeystoreHolder.builder()
                    .withKeyStore(store)
                    .withKeyStorePassword("oppdiktet")
                    .withKeyAlias("avsender")
                    .withKeyPassword("oppdiktet")
                    .build())
            .build()) {
      List<no.ks.fiks.io.asice.model.Content> contents = new ArrayList<>();
      contents.add(new StreamContent(new ByteArrayInputStream(PDF), Document.PDF));
      if (form) {
        contents.add(new StreamContent(new ByteArrayInputStream(FORM), Document.JSON));
      }
      try (InputStream sealed =
          handler.encrypt((java.security.cert.X509Certificate) certificate, contents)) {
        return sealed.readAllBytes();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Entry> entries(byte[] zip) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry; (entry = stream.getNextEntry()) != null; ) {
        entries.add(new Entry(entry.getName(), stream.readAllBytes()));
      }
    }
    return entries;
  }

  /** What the test makes of what KS packed; an entry may be there twice. */
  private static byte[] zip(List<Entry> entries) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      try (ZipOutputStream stream = new ZipOutputStream(one)) {
        stream.putNextEntry(new ZipEntry(entry.name()));
        stream.write(entry.content());
      }
      // Up to the list at its end: the local parts one after the other.
      byte[] bytes = one.toByteArray();
      int list = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
      zip.write(bytes, 0, list);
    }
    return zip.toByteArray();
  }

  private static int indexOf(byte[] bytes, byte[] mark) {
    for (int i = bytes.length - mark.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    throw new AssertionError("No list in the zip");
  }

  private static byte[] changed(Consumer<List<Entry>> change) throws IOException {
    List<Entry> entries = new ArrayList<>(packedByKs);
    change.accept(entries);
    return zip(entries);
  }

  @Test
  void opensWhatKsPackedAndFindsNothingOdd() throws Exception {
    Container container = Container.open(zip(packedByKs));

    assertThat(container.documents())
        .extracting(Document::fileName)
        .containsExactly(Document.PDF, Document.JSON);
    assertThat(container.pdf().content()).isEqualTo(PDF);
    assertThat(container.documents().get(1).content()).isEqualTo(FORM);
    assertThat(container.oddities()).isEmpty();
    assertThat(container.toString()).doesNotContain("PDF-1.7");
  }

  @Test
  void takesThePdfAloneWhereNoFormCame() throws Exception {
    Container container = Container.open(zip(withoutForm));

    assertThat(container.documents()).extracting(Document::fileName).containsExactly(Document.PDF);
    assertThat(container.oddities()).containsExactly(Oddity.NO_JSON);
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        arguments(Oddity.DOUBLED_ENTRY, change(e -> e.add(new Entry(Document.PDF, PDF)))),
        arguments(
            Oddity.DOUBLED_ENTRY,
            change(e -> e.add(new Entry(Document.JSON, "{}".getBytes(UTF_8))))),
        arguments(Oddity.EXTRA_ENTRY, change(e -> e.add(new Entry("vedlegg.pdf", OTHER_PDF)))),
        arguments(Oddity.EXTRA_ENTRY, change(e -> e.add(new Entry("mappe/", new byte[0])))),
        arguments(Oddity.ODD_NAME, change(e -> e.add(new Entry("../" + Document.PDF, OTHER_PDF)))),
        arguments(Oddity.ODD_NAME, change(e -> e.add(0, new Entry("/etc/passwd", OTHER_PDF)))),
        arguments(Oddity.ODD_NAME, change(e -> e.add(new Entry("a\\..\\x.pdf", OTHER_PDF)))),
        arguments(Oddity.ODD_NAME, change(e -> e.add(new Entry("META-INF/../x", OTHER_PDF)))),
        arguments(Oddity.NOT_SIGNED, change(e -> e.removeIf(x -> x.name().startsWith("META-")))),
        arguments(Oddity.NOT_SIGNED, change(e -> replace(e, MANIFEST, new byte[] {'<'}))),
        arguments(
            Oddity.NOT_SIGNED,
            change(
                e ->
                    replace(
                        e,
                        MANIFEST,
                        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:/etc/passwd\">]><x>&y;</x>"
                            .getBytes(UTF_8)))),
        arguments(Oddity.SIGNATURE_BROKEN, change(e -> e.removeIf(x -> x.name().endsWith(".p7s")))),
        arguments(
            Oddity.SIGNATURE_BROKEN,
            change(
                e ->
                    e.replaceAll(
                        x ->
                            x.name().endsWith(".p7s")
                                ? new Entry(x.name(), new byte[] {0x30, 0})
                                : x))),
        arguments(
            Oddity.SIGNATURE_BROKEN,
            change(e -> replace(e, Document.JSON, "{\"kommunenummer\": 1}".getBytes(UTF_8)))));
  }

  private static Consumer<List<Entry>> change(Consumer<List<Entry>> change) {
    return change;
  }

  private static void replace(List<Entry> entries, String name, byte[] content) {
    entries.replaceAll(entry -> entry.name().equals(name) ? new Entry(name, content) : entry);
  }

  @ParameterizedTest
  @MethodSource("odd")
  void notesWhatIsOddAndTakesThePdf(Oddity oddity, Consumer<List<Entry>> change) throws Exception {
    Container container = Container.open(changed(change));

    assertThat(container.pdf().content()).isEqualTo(PDF);
    assertThat(container.documents()).hasSize(2);
    assertThat(container.oddities()).isEqualTo(Set.of(oddity));
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("NO_PDF", change(e -> e.removeIf(x -> x.name().equals(Document.PDF)))),
        arguments("NO_PDF", change(e -> replace(e, Document.PDF, "no PDF".getBytes(UTF_8)))),
        arguments("NO_PDF", change(e -> replace(e, Document.PDF, new byte[0]))),
        arguments(
            "NO_PDF",
            change(
                e ->
                    e.replaceAll(
                        x ->
                            x.name().equals(Document.PDF)
                                ? new Entry("../" + Document.PDF, x.content())
                                : x))),
        arguments("TWO_PDFS", change(e -> e.add(new Entry(Document.PDF, OTHER_PDF)))),
        arguments("TWO_PDFS", change(e -> e.add(0, new Entry(Document.PDF, OTHER_PDF)))),
        arguments("NOT_AS_SIGNED", change(e -> replace(e, Document.PDF, OTHER_PDF))),
        arguments("CONTAINER_TOO_LARGE", change(e -> e.add(new Entry("bomb", new byte[30 << 20])))),
        arguments(
            "CONTAINER_TOO_LARGE",
            change(
                e -> {
                  for (int i = 0; i < 10; i++) {
                    e.add(new Entry("META-INF/bomb" + i, new byte[3 << 20]));
                  }
                })),
        arguments(
            "CONTAINER_TOO_LARGE",
            change(
                e -> {
                  for (int i = 0; i < 1000; i++) {
                    e.add(new Entry("x" + i, new byte[0]));
                  }
                })));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysWhyItCannotBeRead(String code, Consumer<List<Entry>> change) throws IOException {
    assertUnreadable(changed(change), code);
  }

  @Test
  void saysThatACutOffOneIsBroken() throws IOException {
    byte[] whole = zip(packedByKs);

    assertUnreadable(Arrays.copyOf(whole, 40), "CONTAINER");
    assertUnreadable(new byte[] {'P', 'K', 3, 4}, "CONTAINER");
    assertUnreadable(new byte[0], "CONTAINER");
  }

  private static void assertUnreadable(byte[] zip, String code) {
    assertThatThrownBy(() -> Container.open(zip))
        .isInstanceOfSatisfying(
            ClassifiedFailure.class,
            failure -> {
              assertThat(failure.failureClass()).isEqualTo(FailureClass.UNREADABLE);
              assertThat(failure.code()).isEqualTo(code);
            });
  }
}
