package no.lagret.console;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines what is wrong with a setting and what to do, instead of a stack trace. */
final class RefusedSettingAnalyzer extends AbstractFailureAnalyzer<RefusedSetting> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RefusedSetting cause) {
    return new FailureAnalysis(cause.wrong(), cause.remedy(), null);
  }
}
