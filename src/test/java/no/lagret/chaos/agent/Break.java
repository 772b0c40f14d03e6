package no.lagret.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import java.util.Locale;

/** A rule of the product taken away: the run that counts must then be red. */
public enum Break {
  /** A receipt that looks right counts; the bytes are not read back. */
  CONFIRM_BEFORE_READ_BACK {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation,
              "no.lagret.casesystem.ReceiptVerifier",
              named("prove").and(takesArguments(3)))
          .with(Breaking.ReadBack.class);
    }
  },
  /** A report is taken off its queue before it is worked on. */
  ACK_FIRST {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation,
              "org.apache.camel.component.jms.JmsComponent",
              named("setTransacted"))
          .with(Breaking.Transacted.class);
    }
  },
  /** A message over Fiks IO is acked when it comes, before it is kept. */
  ACK_ON_ARRIVAL {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation,
              "com.rabbitmq.client.impl.ChannelN",
              named("basicConsume").and(takesArguments(7)))
          .with(Breaking.AckOnArrival.class);
      ChaosAgent.into(instrumentation, "no.lagret.portal.fiksio.Attached", named("ack"))
          .with(Breaking.NothingToAck.class);
    }
  },
  /** A failure that is known ends in a rollback, so that the broker counts it. */
  ROLLBACK_COUNTS {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(instrumentation, "no.lagret.delivery.FailedAttempts", named("settle"))
          .with(Breaking.Commit.class);
    }
  },
  /**
   * Nothing keeps a dispatch from being taken twice. The ledger is made slow, too: with these two
   * rules in place that does no harm.
   */
  NO_DUPLICATE_ID {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation, "no.lagret.delivery.NewCopies", named("take").and(takesArguments(2)))
          .with(Breaking.DuplicateId.class);
      ChaosAgent.into(instrumentation, "no.lagret.ledger.LedgerWriter", named("awaitBarrier"))
          .with(Breaking.Barrier.class);
      ChaosAgent.into(
              instrumentation,
              "no.lagret.ledger.LedgerStore",
              named("write").and(takesArguments(1)))
          .with(Breaking.SlowLedger.class);
    }
  },
  /** The journal's writes are left to the kernel; the broker's management does not tell that. */
  NO_DATASYNC {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation,
              "org.apache.activemq.artemis.core.config.impl.ConfigurationImpl",
              named("setJournalDatasync"))
          .with(Breaking.Sync.class);
    }
  },
  /** The ledger's writes are left to the kernel. */
  LEDGER_UNSYNCED {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(instrumentation, "org.sqlite.SQLiteConfig", named("setSynchronous"))
          .with(Breaking.LedgerSync.class);
    }
  },
  /** The journal is not synced. SIGKILL spares what the kernel has: the start must be refused. */
  NO_SYNC {
    @Override
    void into(Instrumentation instrumentation) {
      ChaosAgent.into(
              instrumentation,
              "org.apache.activemq.artemis.core.config.impl.ConfigurationImpl",
              nameStartsWith("setJournalSync").or(named("setJournalDatasync")))
          .with(Breaking.Sync.class);
    }
  };

  abstract void into(Instrumentation instrumentation);

  /** As it is written in {@code -Dchaos.break=confirm-before-read-back}. */
  public static Break of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
