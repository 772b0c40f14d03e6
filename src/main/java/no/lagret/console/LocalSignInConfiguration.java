package no.lagret.console;

import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.ledger.LedgerEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;

/** How the users of the settings sign in: the only way there is by name and password. */
@Configuration(proxyBeanMethods = false)
class LocalSignInConfiguration {

  @Bean
  SignInFailures signInFailures(ConfiguredUsers users, InstantSource clock) {
    return new SignInFailures(users.names(), clock);
  }

  @Bean
  SignInTrail signInTrail(
      ConfiguredUsers users,
      Alarms alarms,
      Queues queues,
      LedgerEvents ledger,
      InstantSource clock) {
    return new SignInTrail(users.names(), alarms, queues, ledger, clock);
  }

  @Bean
  AuthenticationProvider localSignIn(
      ConfiguredUsers users, SignInFailures failures, SignInTrail trail) {
    DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(users::find);
    passwords.setPasswordEncoder(Passwords.bcrypt(users.highestCost()));
    if (users.none()) {
      return passwords;
    }
    trail.watch(failures);
    return new ThrottledSignIn(passwords, failures, trail);
  }
}
