package no.lagret.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A behaviour being described, in force with its last word: {@link #once}, {@link #times}, {@link
 * #forEver}.
 */
public final class Misbehaving {

  private final Controls controls;
  private final ObjectNode behaviour = Controls.JSON.createObjectNode();

  Misbehaving(Controls controls, String call) {
    this.controls = controls;
    behaviour.put("on", call);
  }

  public Misbehaving forDispatch(String dispatchId) {
    return with("id", dispatchId);
  }

  public Misbehaving forReport(String reportId) {
    return with("id", reportId);
  }

  /** Answers with a status and no body. */
  public Misbehaving status(int status) {
    return kind("status").with("status", status);
  }

  /** Answers with a problem+json, whose detail holds marked personal data. */
  public Misbehaving problem(int status, String type) {
    return kind("problem").with("status", status).with("type", type);
  }

  /** Any kind that the stand-in knows: {@code drop}, {@code lie}, {@code truncate-store} … */
  public Misbehaving kind(String kind) {
    return with("kind", kind);
  }

  public Misbehaving retryAfter(int seconds) {
    return with("retryAfter", String.valueOf(seconds));
  }

  /** {@code Retry-After} as an HTTP date, so many seconds from when it answers. */
  public Misbehaving retryAfterDate(int secondsFromNow) {
    return with("retryAfterDateIn", secondsFromNow);
  }

  /** Adds a header to the answer; an otherwise good answer unless a kind is given. */
  public Misbehaving header(String name, String value) {
    behaviour.withObject("/headers").put(name, value);
    return behaviour.has("kind") ? this : kind("normal");
  }

  /** Does what was asked before it misbehaves. */
  public Misbehaving afterDoingIt() {
    behaviour.put("act", true);
    return this;
  }

  /** Behaves well for so many calls first. */
  public Misbehaving after(int calls) {
    return with("after", calls);
  }

  public Misbehaving with(String option, String value) {
    behaviour.put(option, value);
    return this;
  }

  public Misbehaving with(String option, int value) {
    behaviour.put(option, value);
    return this;
  }

  public Misbehaving with(String option, JsonNode value) {
    behaviour.set(option, value);
    return this;
  }

  public void once() {
    times(1);
  }

  public void times(int times) {
    behaviour.put("times", times);
    controls.post("behaviour", behaviour);
  }

  public void forEver() {
    controls.post("behaviour", behaviour);
  }
}
