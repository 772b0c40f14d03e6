package no.lagret.alert;

/** Is told, in the thread that found out, what becomes of an alarm; in order for each alarm. */
public interface AlarmListener {

  /** It begins. */
  void began(Alarm alarm);

  /** It matters more than before. */
  void raised(Alarm alarm);

  /** A named person has seen it. */
  void acknowledged(Alarm alarm);

  /** It ended. */
  void ended(Alarm alarm);
}
