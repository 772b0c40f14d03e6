package no.lagret.alert;

/** Is told, in the thread that found out, when an alarm begins and ends. */
public interface AlarmListener {

  /** It begins. */
  void began(Alarm alarm);

  /** It ended. */
  void ended(Alarm alarm);
}
