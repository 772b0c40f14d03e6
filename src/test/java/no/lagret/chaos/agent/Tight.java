package no.lagret.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.asm.Advice;

/**
 * A broker with room for next to nothing: what else needs thousands of waiting reports, paging and
 * the compacting of the journal, is then at work with a dozen.
 */
public final class Tight {

  private static final String JOURNAL = "org.apache.activemq.artemis.core.journal.impl.JournalImpl";
  private static final String CONFIGURATION =
      "org.apache.activemq.artemis.core.config.impl.ConfigurationImpl";
  private static final String PAGING =
      "org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl";
  private static final String ADDRESS =
      "org.apache.activemq.artemis.core.settings.impl.AddressSettings";

  /** What the gateway's log shows each time that the journal is compacted. */
  public static final String COMPACTS = "chaos: the journal is compacted";

  /** What it shows each time that a queue begins to page. */
  public static final String PAGES = "chaos: a queue begins to page";

  static final int JOURNAL_FILE_BYTES = 64 << 10;

  /** What the journal gathers before it writes; no report that lies in it is larger. */
  static final int JOURNAL_BUFFER_BYTES = 32 << 10;

  static final int PAGE_ABOVE_BYTES = 16 << 10;
  static final int PAGE_BYTES = 32 << 10;

  private Tight() {}

  static void into(Instrumentation instrumentation) {
    into(instrumentation, CONFIGURATION, "getJournalFileSize", FileSize.class);
    into(instrumentation, CONFIGURATION, "getJournalBufferSize_NIO", BufferSize.class);
    into(instrumentation, CONFIGURATION, "getJournalCompactMinFiles", CompactFiles.class);
    into(instrumentation, CONFIGURATION, "getJournalCompactPercentage", CompactShare.class);
    into(instrumentation, ADDRESS, "getMaxSizeBytes", PageAbove.class);
    into(instrumentation, ADDRESS, "getPageSizeBytes", PageSize.class);
    into(instrumentation, PAGING, "startPaging", Pages.class);
    into(instrumentation, JOURNAL, "compact", Compacts.class);
  }

  private static void into(
      Instrumentation instrumentation, String type, String method, Class<?> advice) {
    ChaosAgent.into(instrumentation, type, named(method).and(takesNoArguments())).with(advice);
  }

  static final class FileSize {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int bytes) {
      bytes = JOURNAL_FILE_BYTES;
    }
  }

  static final class BufferSize {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int bytes) {
      bytes = JOURNAL_BUFFER_BYTES;
    }
  }

  static final class CompactFiles {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int files) {
      files = 2;
    }
  }

  static final class CompactShare {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int percent) {
      percent = 90;
    }
  }

  /** Queues that never page go on so. */
  static final class PageAbove {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) long bytes) {
      bytes = bytes > 0 ? PAGE_ABOVE_BYTES : bytes;
    }
  }

  static final class PageSize {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int bytes) {
      bytes = PAGE_BYTES;
    }
  }

  static final class Pages {
    @Advice.OnMethodExit
    static void exit(@Advice.Return boolean begun) {
      if (begun) {
        System.err.println(PAGES);
      }
    }
  }

  static final class Compacts {
    @Advice.OnMethodEnter
    static void enter() {
      System.err.println(COMPACTS);
    }
  }
}
