package no.lagret.routes;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import no.lagret.broker.BrokerBreaksRules;
import no.lagret.broker.DataDirectoryInUse;
import no.lagret.broker.DataDirectoryUnusable;
import no.lagret.ledger.LedgerDamaged;
import no.lagret.ledger.LedgerInUse;
import no.lagret.recipient.RefusedRecipient;
import no.lagret.sealing.KeyTrouble;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in a few lines what a person who runs or edits the gateway got wrong. */
final class StartFailures implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MissingSettings missing) {
        return new FailureAnalysis(
            missing.getMessage(),
            "Set them in config/application.yaml, as environment variables or as --name=value."
                + " To see it run without any: --spring.profiles.active=demo",
            missing);
      }
      if (cause instanceof MarkedYAMLException broken) {
        Finding finding = BrokenYaml.of(new StandardEnvironment(), broken);
        return new FailureAnalysis(finding.sentence(), finding.whatToDo(), broken);
      }
      if (cause instanceof Contradiction two) {
        return new FailureAnalysis(two.getMessage(), two.whatToDo(), two);
      }
      if (cause instanceof MisspeltSettings misspelt) {
        return new FailureAnalysis(
            misspelt.getMessage(),
            "Correct it or take it out. config/application.yaml shows every setting.",
            misspelt);
      }
      if (cause instanceof RefusedRecipient refused) {
        return new FailureAnalysis(refused.getMessage() + ".", refused.whatToDo(), refused);
      }
      if (cause instanceof KeyTrouble trouble) {
        return new FailureAnalysis(
            trouble.file() + " " + trouble.wrong(), trouble.remedy(), trouble);
      }
      if (cause instanceof DataDirectoryInUse inUse) {
        return new FailureAnalysis(
            inUse.getMessage(),
            "Stop that one, or give this one a lagret.data-directory of its own.",
            inUse);
      }
      if (cause instanceof DataDirectoryUnusable unusable) {
        return new FailureAnalysis(unusable.getMessage(), unusable.whatToDo(), unusable);
      }
      if (cause instanceof BrokerBreaksRules rules) {
        return new FailureAnalysis(
            rules.getMessage(), "Change these settings of the broker and start again.", rules);
      }
      if (cause instanceof LedgerDamaged damaged) {
        return new FailureAnalysis(damaged.getMessage(), damaged.whatToDo(), damaged);
      }
      if (cause instanceof LedgerInUse inUse) {
        return new FailureAnalysis(inUse.getMessage() + ".", inUse.whatToDo(), inUse);
      }
      if (cause instanceof ConversionFailedException value) {
        Value setting = value.getTargetType().getAnnotation(Value.class);
        if (setting != null) {
          return new FailureAnalysis(
              setting.value().replaceAll("^\\$\\{|(:.*)?}$", "")
                  + " is «"
                  + value.getValue()
                  + "», which is no "
                  + value.getTargetType().getType().getSimpleName()
                  + ".",
              "Correct it. config/application.yaml shows every setting as it may look.",
              value);
        }
      }
      if (cause instanceof FlywayValidateException foreign) {
        return new FailureAnalysis(
            "The ledger's tables are not those of this Lagret: a newer one wrote them, or somebody"
                + " changed them.",
            "Start the newer Lagret again. To go back to this one, put the ledger from before the"
                + " update (ledger.db, or that dump of the database) in its place; at the start a census tells it what the queues hold.",
            foreign);
      }
      if (cause instanceof PoolInitializationException noDatabase) {
        return new FailureAnalysis(
            "The ledger's database cannot be opened: "
                + String.valueOf(NestedExceptionUtils.getMostSpecificCause(noDatabase).getMessage())
                    .lines()
                    .findFirst()
                    .orElse("no reason given")
                + ".",
            "Check lagret.ledger.url, with its user and password, and that the database is there.",
            noDatabase);
      }
      if (cause instanceof BadRoute bad) {
        return new FailureAnalysis(bad.getMessage(), bad.whatToDo(), bad);
      }
    }
    return null;
  }
}
