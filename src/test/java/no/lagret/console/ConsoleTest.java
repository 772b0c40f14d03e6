package no.lagret.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The API over real HTTP, with what the jar itself says and nothing from {@code config/}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = ConsoleUnderTest.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = ConsoleTest.NO_CONFIG)
@interface ConsoleTest {

  String NO_CONFIG = "spring.config.location=optional:classpath:/nothing/";
}
