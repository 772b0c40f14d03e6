package no.lagret.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a bad disk, or a person in a hurry, does to the files of a gateway that is stopped. */
enum Damage {
  JOURNAL_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      for (Spot report : journaledReports(data)) {
        flipABitOf(report);
      }
    }
  },
  JOURNAL_BLOCK_ZEROED {
    @Override
    void to(Path data) throws IOException {
      for (Spot report : journaledReports(data)) {
        zeroTheBlockOf(report);
      }
    }
  },
  JOURNAL_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      cutThrough(journaledReports(data).get(0));
    }
  },
  JOURNAL_DELETED {
    @Override
    void to(Path data) throws IOException {
      Files.delete(journaledReports(data).get(0).file());
    }
  },
  LARGE_MESSAGE_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      for (Path file : largeMessages(data)) {
        flipABit(file, 20_000);
      }
    }
  },
  LARGE_MESSAGE_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      for (Path file : largeMessages(data)) {
        truncate(file, 15_000);
      }
    }
  },
  LARGE_MESSAGE_DELETED {
    @Override
    void to(Path data) throws IOException {
      for (Path file : largeMessages(data)) {
        Files.delete(file);
      }
    }
  },
  PAGE_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      flipABitOf(pagedReport(data));
    }
  },
  PAGE_BLOCK_ZEROED {
    @Override
    void to(Path data) throws IOException {
      zeroTheBlockOf(pagedReport(data));
    }
  },
  PAGE_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      cutThrough(pagedReport(data));
    }
  },
  PAGE_DELETED {
    @Override
    void to(Path data) throws IOException {
      Files.delete(pagedReport(data).file());
    }
  },
  LEDGER_DELETED {
    @Override
    void to(Path data) throws IOException {
      removeLedger(data);
    }
  },
  LEDGER_OF_YESTERDAY {
    @Override
    void to(Path data) throws IOException {
      removeLedger(data);
      Files.copy(yesterday(data).resolve("ledger.db"), data.resolve("ledger.db"));
    }
  },
  ALL_OF_YESTERDAY {
    @Override
    void to(Path data) {
      Shell.run("rm", "-r", data.toString());
      Shell.run("cp", "-a", yesterday(data).toString(), data.toString());
    }
  };

  private static final int BLOCK = 4096;

  /** DER of the object identifier of CMS enveloped data, with which a sealed report begins. */
  private static final byte[] ENVELOPED = {
    0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x07, 0x03
  };

  private record Spot(Path file, long at) {}

  /** Does it; beside {@code data} lies {@code yesterday}, an older copy of it. */
  abstract void to(Path data) throws IOException;

  boolean hitsPages() {
    return name().startsWith("PAGE_");
  }

  /** Whether a copy is lost or changed by it, so that the portal must give another. */
  boolean hitsAReport() {
    return !name().startsWith("LEDGER_") && this != ALL_OF_YESTERDAY;
  }

  private static Path yesterday(Path data) {
    return data.resolveSibling("yesterday");
  }

  static void removeLedger(Path data) throws IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(data.resolve("ledger.db" + ending));
    }
  }

  private static void flipABitOf(Spot report) throws IOException {
    // Well inside the sealed bytes, where no structure shows it.
    flipABit(report.file(), report.at() + 1500);
  }

  private static void flipABit(Path file, long at) throws IOException {
    byte before = Files.readAllBytes(file)[(int) at];
    overwrite(file, at, new byte[] {(byte) (before ^ 1)});
  }

  private static void zeroTheBlockOf(Spot report) throws IOException {
    overwrite(report.file(), report.at() / BLOCK * BLOCK, new byte[BLOCK]);
  }

  private static void cutThrough(Spot report) throws IOException {
    truncate(report.file(), report.at() + 700);
  }

  static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  /** Some have been sent again since, or are dead; which of them count is not to be seen. */
  private static List<Spot> journaledReports(Path data) throws IOException {
    return sealedReportsIn(data.resolve("broker/journal"));
  }

  /** The last one written: earlier ones may have been sent again since, and mean nothing. */
  private static Spot pagedReport(Path data) throws IOException {
    List<Spot> all = sealedReportsIn(data.resolve("broker/paging"));
    return all.get(all.size() - 1);
  }

  private static List<Spot> sealedReportsIn(Path folder) throws IOException {
    List<Spot> found = new ArrayList<>();
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i + ENVELOPED.length < bytes.length; i++) {
        if (ByteBuffer.wrap(bytes, i, ENVELOPED.length).equals(ByteBuffer.wrap(ENVELOPED))) {
          found.add(new Spot(file, i));
        }
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("There is no sealed report in " + folder);
    }
    return found;
  }

  /** Those of finished reports, too, which the broker had not deleted yet. */
  private static List<Path> largeMessages(Path data) throws IOException {
    List<Path> found =
        files(data.resolve("broker/large-messages")).stream()
            .filter(file -> file.toFile().length() > 20_000)
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError("There is no large message in " + data);
    }
    return found;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
