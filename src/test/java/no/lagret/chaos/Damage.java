package no.lagret.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a bad disk, or a person in a hurry, does to the files of a gateway that is stopped. */
enum Damage {
  JOURNAL_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = sealedReport(data);
      // Well inside the sealed bytes, where no structure shows it.
      overwrite(spot.file(), spot.at() + 1500, new byte[] {(byte) ~byteAt(spot, 1500)});
    }
  },
  JOURNAL_BLOCK_ZEROED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = sealedReport(data);
      overwrite(spot.file(), spot.at() / BLOCK * BLOCK, new byte[BLOCK]);
    }
  },
  JOURNAL_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = sealedReport(data);
      truncate(spot.file(), spot.at() + 700);
    }
  },
  JOURNAL_DELETED {
    @Override
    void to(Path data) throws IOException {
      Files.delete(sealedReport(data).file());
    }
  },
  LARGE_MESSAGE_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = new Spot(largeMessage(data), 0);
      overwrite(spot.file(), 20_000, new byte[] {(byte) ~byteAt(spot, 20_000)});
    }
  },
  LARGE_MESSAGE_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      truncate(largeMessage(data), 15_000);
    }
  },
  LARGE_MESSAGE_DELETED {
    @Override
    void to(Path data) throws IOException {
      Files.delete(largeMessage(data));
    }
  },
  PAGE_BIT_FLIPPED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = pagedReport(data);
      overwrite(spot.file(), spot.at() + 1500, new byte[] {(byte) ~byteAt(spot, 1500)});
    }
  },
  PAGE_BLOCK_ZEROED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = pagedReport(data);
      overwrite(spot.file(), spot.at() / BLOCK * BLOCK, new byte[BLOCK]);
    }
  },
  PAGE_TRUNCATED {
    @Override
    void to(Path data) throws IOException {
      Spot spot = pagedReport(data);
      truncate(spot.file(), spot.at() + 700);
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

  private static Path yesterday(Path data) {
    return data.resolveSibling("yesterday");
  }

  static void removeLedger(Path data) throws IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(data.resolve("ledger.db" + ending));
    }
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

  private static byte byteAt(Spot spot, int offset) throws IOException {
    return Files.readAllBytes(spot.file())[(int) spot.at() + offset];
  }

  private static Spot sealedReport(Path data) throws IOException {
    return sealedReportIn(data.resolve("broker/journal"));
  }

  private static Spot pagedReport(Path data) throws IOException {
    return sealedReportIn(data.resolve("broker/paging"));
  }

  /** The last one written: earlier ones may have been sent again since, and mean nothing. */
  private static Spot sealedReportIn(Path folder) throws IOException {
    Spot last = null;
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i + ENVELOPED.length < bytes.length; i++) {
        if (ByteBuffer.wrap(bytes, i, ENVELOPED.length).equals(ByteBuffer.wrap(ENVELOPED))) {
          last = new Spot(file, i);
        }
      }
    }
    if (last == null) {
      throw new AssertionError("There is no sealed report in " + folder);
    }
    return last;
  }

  private static Path largeMessage(Path data) throws IOException {
    return files(data.resolve("broker/large-messages")).stream()
        .filter(file -> file.toFile().length() > 20_000)
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no large message in " + data));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
