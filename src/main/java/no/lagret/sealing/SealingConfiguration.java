package no.lagret.sealing;

import java.nio.file.Path;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys from the settings; those for stamps and proofs are two, so that neither can stand in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MacKeySettings.class)
class SealingConfiguration {

  @Bean
  PerRecipient<Keyring> keyrings(Recipients recipients) {
    PerRecipient<KeySettings> settings = recipients.settings("keys", KeySettings.class);
    return recipients.each(
        name -> Keyring.load(settings.of(name).privateKeys(), settings.of(name).certificate()));
  }

  @Bean
  MacKeys stampKeys(MacKeySettings settings, @Value("${lagret.data-directory}") Path data) {
    return MacKeys.loadOrCreate(settings.stamp(), data.resolve("keys/stamp.key"));
  }

  @Bean
  MacKeys proofKeys(MacKeySettings settings, @Value("${lagret.data-directory}") Path data) {
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
