package no.lagret.brake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brakes of one recipient. Each pull and release is an event of the ledger, and the last one
 * says where the brake stands: so it survives a restart, and ledger and gateway cannot disagree.
 * While a brake is on an alarm stands that says since when and by whom.
 */
public final class Brakes {

  private static final Logger LOG = LoggerFactory.getLogger(Brakes.class);

  private final String recipient;
  private final Ledger ledger;
  private final Queues queues;
  private final LedgerEvents events;
  private final Alarms alarms;
  private final boolean confirmationsHeldBySetting;
  private final Map<Brake, Pulled> pulled = new ConcurrentHashMap<>();
  private final List<Runnable> watchers = new ArrayList<>();
  private volatile boolean known;

  /**
   * @param confirmationsHeldBySetting whether {@code lagret.confirmations.hold} is set
   */
  public Brakes(
      String recipient,
      Ledger ledger,
      Queues queues,
      LedgerEvents events,
      Alarms alarms,
      boolean confirmationsHeldBySetting) {
    this.recipient = recipient;
    this.ledger = ledger;
    this.queues = queues;
    this.events = events;
    this.alarms = alarms;
    this.confirmationsHeldBySetting = confirmationsHeldBySetting;
  }

  /** Whose brakes these are. */
  public String recipient() {
    return recipient;
  }

  /** Since when and by whom it is on, or null where it is not. */
  public @Nullable Pulled pulled(Brake brake) {
    return pulled.get(brake);
  }

  /** Whether it is known by now how the brakes stood when the gateway stopped. */
  public boolean known() {
    return known;
  }

  /** Is told after every change, and now. */
  public synchronized void watch(Runnable changed) {
    watchers.add(changed);
    changed.run();
  }

  /** Takes up the brakes as they stood when the gateway stopped. The ledger must have caught up. */
  public synchronized void load() {
    for (Brake brake : Brake.values()) {
      ledger
          .last(recipient, brake.events())
          .filter(last -> last.type() == brake.event(true))
          .ifPresentOrElse(last -> on(brake, last), () -> alarms.end(brake.condition(), recipient));
    }
    Pulled held = pulled.get(Brake.CONFIRMATIONS);
    if (confirmationsHeldBySetting && held == null) {
      on(Brake.CONFIRMATIONS, tell(Brake.CONFIRMATIONS, true, null));
    } else if (!confirmationsHeldBySetting && held != null && held.by() == null) {
      tell(Brake.CONFIRMATIONS, false, null);
      off(Brake.CONFIRMATIONS);
    }
    known = true;
  }

  /**
   * Stops it. What is in work ends; nothing new begins after this returns.
   *
   * @throws NotOpenYet before {@link #load}
   */
  public synchronized void pull(Brake brake, String user) {
    checkKnown();
    Pulled before = pulled.get(brake);
    if (before != null && before.by() != null) {
      return;
    }
    alarms.end(brake.condition(), recipient);
    on(brake, tell(brake, true, user));
  }

  /**
   * Lets it go on. Somebody else may still stop it: the supervisor, while the case system is down.
   *
   * @throws HeldBySetting when a setting stops it
   * @throws NotOpenYet before {@link #load}
   */
  public synchronized void release(Brake brake, String user) {
    checkKnown();
    if (brake == Brake.CONFIRMATIONS && confirmationsHeldBySetting) {
      throw new HeldBySetting();
    }
    if (pulled.containsKey(brake)) {
      tell(brake, false, user);
      off(brake);
    }
  }

  private void checkKnown() {
    if (!known) {
      throw new NotOpenYet();
    }
  }

  private LedgerEvent tell(Brake brake, boolean stops, @Nullable String user) {
    LedgerEvent event = LedgerEvent.of(brake.event(stops), recipient).by(user);
    queues.together(() -> events.record(event));
    return event;
  }

  private void on(Brake brake, LedgerEvent event) {
    Pulled now = new Pulled(event.at(), event.actor());
    pulled.put(brake, now);
    LOG.warn("{} {}. {}", brake.what(), now, brake.consequence());
    alarms.begin(
        brake.condition(),
        recipient,
        recipient,
        null,
        brake.what() + " " + now + ". " + brake.consequence());
    watchers.forEach(Runnable::run);
  }

  private void off(Brake brake) {
    pulled.remove(brake);
    LOG.info("{} no more", brake.what());
    alarms.end(brake.condition(), recipient);
    watchers.forEach(Runnable::run);
  }
}
