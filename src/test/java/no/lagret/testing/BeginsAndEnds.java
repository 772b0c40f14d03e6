package no.lagret.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import no.lagret.alert.Condition;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Within this test an alarm of each of these conditions begins, by its real cause, and ends by what
 * an operator would do. The test fails where the log does not say so.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AlarmsInTheLog.class)
public @interface BeginsAndEnds {

  /** At least one. */
  Condition[] value();
}
