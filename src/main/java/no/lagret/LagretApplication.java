package no.lagret;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication
public class LagretApplication {

  public static void main(String[] args) {
    SpringApplication.run(LagretApplication.class, args);
  }
}
