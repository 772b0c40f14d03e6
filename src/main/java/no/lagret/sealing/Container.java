package no.lagret.sealing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.Oddity;
import org.jspecify.annotations.Nullable;

/**
 * What is in the sealed bytes of a report, opened in memory: its files by the two names they may
 * have, and what was odd about them. No name from outside is ever used as one.
 *
 * @param documents the PDF first, then the JSON where there is one
 * @param oddities noted, no reason to refuse
 */
public record Container(List<Document> documents, Set<Oddity> oddities) {

  /** KS takes reports of 5 MB. What unpacks to more than this was made to fill a memory. */
  private static final long LONGEST_UNPACKED = 24L << 20;

  private static final int MOST_ENTRIES = 200;
  private static final int LONGEST_OF_SIGNATURE = 1 << 20;
  private static final String OF_SIGNATURE = "META-INF/";
  private static final String MIME_TYPE = "mimetype";

  public Container {
    documents = List.copyOf(documents);
    oddities = Set.copyOf(oddities);
  }

  /** A report that came as a PDF alone. */
  public static Container of(byte[] pdf) {
    return new Container(List.of(new Document(Document.PDF, "application/pdf", pdf)), Set.of());
  }

  /**
   * Opens an ASiC-E container.
   *
   * @throws ClassifiedFailure UNREADABLE when it is broken or unpacks to too much, when it has no
   *     PDF, two of them, or another one than its sender signed
   */
  public static Container open(byte[] zip) throws ClassifiedFailure {
    Entries entries = new Entries();
    try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      entries.read(stream);
    } catch (IOException | IllegalArgumentException e) {
      // The latter for names in no encoding. What both say may quote the content.
      throw unreadable("CONTAINER", "The container is broken");
    }
    return entries.container();
  }

  /** The PDF, which every report has. */
  public Document pdf() {
    return documents.get(0);
  }

  private static ClassifiedFailure unreadable(String code, String message) {
    return new ClassifiedFailure(FailureClass.UNREADABLE, code, message);
  }

  /** Never the content. */
  @Override
  public String toString() {
    return documents + (oddities.isEmpty() ? "" : ", odd: " + oddities);
  }

  /** The entries as they come, one after the other; the list at the end of a zip is not asked. */
  private static final class Entries {

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, byte[]> ofSignature = new HashMap<>();
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    private long unpacked;

    void read(ZipInputStream stream) throws IOException, ClassifiedFailure {
      int count = 0;
      for (ZipEntry entry; (entry = stream.getNextEntry()) != null; ) {
        if (++count > MOST_ENTRIES) {
          throw tooMuch();
        }
        take(entry.getName(), unpack(stream));
      }
      if (count == 0) {
        throw unreadable("CONTAINER", "The container is broken");
      }
    }

    private byte[] unpack(ZipInputStream stream) throws IOException, ClassifiedFailure {
      byte[] content = stream.readNBytes((int) (LONGEST_UNPACKED - unpacked) + 1);
      unpacked += content.length;
      if (unpacked > LONGEST_UNPACKED) {
        throw tooMuch();
      }
      return content;
    }

    private static ClassifiedFailure tooMuch() {
      return unreadable(
          "CONTAINER_TOO_LARGE", "The container unpacks to more than a report can be");
    }

    private void take(String name, byte[] content) throws ClassifiedFailure {
      if (name.equals(Document.PDF) || name.equals(Document.JSON)) {
        byte @Nullable [] earlier = files.putIfAbsent(name, content);
        if (earlier != null) {
          oddities.add(Oddity.DOUBLED_ENTRY);
          if (!Arrays.equals(earlier, content) && name.equals(Document.PDF)) {
            throw unreadable("TWO_PDFS", "There are two different PDFs under the same name");
          }
        }
      } else if (name.startsWith(OF_SIGNATURE) && !leadsElsewhere(name)) {
        if (content.length > LONGEST_OF_SIGNATURE
            || ofSignature.putIfAbsent(name, content) != null) {
          oddities.add(Oddity.EXTRA_ENTRY);
        }
      } else if (leadsElsewhere(name)) {
        oddities.add(Oddity.ODD_NAME);
      } else if (!name.equals(MIME_TYPE)) {
        oddities.add(Oddity.EXTRA_ENTRY);
      }
    }

    private static boolean leadsElsewhere(String name) {
      return name.startsWith("/")
          || name.contains("\\")
          || name.contains(":")
          || Arrays.asList(name.split("/")).contains("..");
    }

    private Container container() throws ClassifiedFailure {
      byte @Nullable [] pdf = files.get(Document.PDF);
      if (pdf == null || SealedBytes.kindOf(pdf) != SealedBytes.Kind.PDF) {
        throw unreadable("NO_PDF", "There is no PDF inside");
      }
      SignedFiles signed = SignedFiles.read(ofSignature);
      if (signed.saysOtherwise(Document.PDF, pdf)) {
        throw unreadable("NOT_AS_SIGNED", "The PDF is not the one that its sender signed");
      }
      List<Document> documents = new ArrayList<>();
      documents.add(new Document(Document.PDF, "application/pdf", pdf));
      byte @Nullable [] json = files.get(Document.JSON);
      if (json == null) {
        oddities.add(Oddity.NO_JSON);
      } else {
        documents.add(new Document(Document.JSON, "application/json", json));
        if (signed.saysOtherwise(Document.JSON, json)) {
          oddities.add(Oddity.SIGNATURE_BROKEN);
        }
      }
      signed.oddity(files.keySet()).ifPresent(oddities::add);
      return new Container(documents, oddities);
    }
  }
}
