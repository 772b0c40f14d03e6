package no.lagret.sealing;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys from the settings; those for stamps and proofs are two, so that neither can stand in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class SealingConfiguration {

  @Bean
  Keyring keyring(KeySettings settings) {
    return Keyring.load(settings.privateKeys(), settings.certificate());
  }

  @Bean
  MacKeys stampKeys(KeySettings settings, @Value("${lagret.data-directory}") Path data) {
    return MacKeys.loadOrCreate(settings.stamp(), data.resolve("keys/stamp.key"));
  }

  @Bean
  MacKeys proofKeys(KeySettings settings, @Value("${lagret.data-directory}") Path data) {
    return MacKeys.loadOrCreate(settings.proof(), data.resolve("keys/proof.key"));
  }

  @Bean
  Proofs proofs(@Qualifier("proofKeys") MacKeys keys) {
    return new Proofs(keys);
  }

  @Bean
  HandBacks handBackProofs(@Qualifier("proofKeys") MacKeys keys) {
    return new HandBacks(keys);
  }
}
