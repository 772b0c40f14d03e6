package no.lagret.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt failed in a way that is known, and its class says what happens next. The message is in
 * the gateway's own words; what the other side wrote is kept apart, to be sealed.
 */
public final class ClassifiedFailure extends Exception {

  private final FailureClass failureClass;
  private final String code;
  private final @Nullable Duration retryAfter;
  private final @Nullable String foreignText;
  private final @Nullable String setting;

  private ClassifiedFailure(
      FailureClass failureClass,
      String code,
      String message,
      @Nullable Duration retryAfter,
      @Nullable String foreignText,
      @Nullable String setting,
      @Nullable Throwable cause) {
    super(message, cause);
    this.failureClass = failureClass;
    this.code = code;
    this.retryAfter = retryAfter;
    this.foreignText = foreignText;
    this.setting = setting;
  }

  /**
   * @param code one word of a closed list, e.g. {@code STATUS_503}, {@code TIME_OUT}
   * @param message in the gateway's own words, without anything from outside
   */
  public ClassifiedFailure(FailureClass failureClass, String code, String message) {
    this(failureClass, code, message, null, null, null, null);
  }

  /** The same, and wait at least this long before the next attempt. */
  public ClassifiedFailure retryAfter(@Nullable Duration wait) {
    return new ClassifiedFailure(
        failureClass, code, getMessage(), wait, foreignText, setting, getCause());
  }

  /** The same, with the other side's text, which is only ever kept sealed. */
  public ClassifiedFailure saying(@Nullable String text) {
    return new ClassifiedFailure(
        failureClass, code, getMessage(), retryAfter, text, setting, getCause());
  }

  /** The same, most likely caused by this setting. */
  public ClassifiedFailure causedBySetting(String name) {
    return new ClassifiedFailure(
        failureClass, code, getMessage(), retryAfter, foreignText, name, getCause());
  }

  /** The same, with its cause for the log at debug level. */
  public ClassifiedFailure because(Throwable cause) {
    return new ClassifiedFailure(
        failureClass, code, getMessage(), retryAfter, foreignText, setting, cause);
  }

  public FailureClass failureClass() {
    return failureClass;
  }

  public String code() {
    return code;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  public @Nullable String foreignText() {
    return foreignText;
  }

  public @Nullable String setting() {
    return setting;
  }
}
