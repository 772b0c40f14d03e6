package no.lagret.expiry;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.sealing.CertificateFile;
import no.lagret.sealing.Keyring;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Which certificates are in use. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

  private static final String SEALS = "lagret.keys.certificate";
  private static final String CLIENT = "lagret.case-system.http.client-certificate";
  private static final String SERVER = "server.ssl.certificate";

  @Bean
  CertificateWatch certificateWatch(
      PerRecipient<Keyring> keys,
      Recipients recipients,
      Environment settings,
      Alarms alarms,
      InstantSource clock) {
    List<CertificateWatch.InUse> inUse = new ArrayList<>();
    keys.forEach(
        (name, own) -> {
          Instant until = own.sealsUntil();
          if (until != null) {
            inUse.add(new CertificateWatch.InUse(Recipients.setting(name, SEALS), name, until));
          }
        });
    for (String name : recipients.names()) {
      add(inUse, settings, Recipients.setting(name, CLIENT), name);
    }
    add(inUse, settings, SERVER, null);
    return new CertificateWatch(inUse, alarms, clock);
  }

  /** Where the setting names a file; what is unreadable has stopped the start before. */
  private static void add(
      List<CertificateWatch.InUse> inUse,
      Environment settings,
      String setting,
      @Nullable String recipient) {
    String file = settings.getProperty(setting);
    if (file != null && !file.isBlank()) {
      Path path = Path.of(file.replaceFirst("^file:", ""));
      CertificateFile.validUntil(path)
          .ifPresent(until -> inUse.add(new CertificateWatch.InUse(setting, recipient, until)));
    }
  }
}
