package no.lagret.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import no.lagret.casesystem.CaseSystemReach;
import no.lagret.portal.fiksio.FiksIoReach;
import no.lagret.recipient.Recipients;
import no.lagret.sealing.CertificateFile;
import no.lagret.sealing.KeyTrouble;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.MacKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Opens each key and certificate that the settings name, as the gateway would, and makes none. */
final class KeyFilesCheck {

  private static final Duration SOON = Duration.ofDays(30);

  private final Binder binder;
  private final Recipients recipients;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  KeyFilesCheck(Environment settings, InstantSource clock) {
    this.binder = Binder.get(settings);
    this.recipients = new Recipients(settings);
    this.clock = clock;
  }

  List<Finding> findings() {
    recipients.names().forEach(this::keys);
    recipients.names().forEach(this::tls);
    recipients.names().forEach(this::fiksIo);
    own("lagret.keys.stamp");
    own("lagret.keys.proof");
    trust("lagret.alerts.mail.trust-store");
    trust("lagret.alerts.webhook.trust-store");
    return findings;
  }

  private void keys(String recipient) {
    List<Path> keys = files(Recipients.setting(recipient, "lagret.keys.private"));
    Path certificate =
        binder
            .bind(Recipients.setting(recipient, "lagret.keys.certificate"), Path.class)
            .orElse(null);
    if (keys.isEmpty() || certificate == null) {
      return; // said to be missing
    }
    try {
      Instant until = Keyring.load(keys, certificate).sealsUntil();
      Finding expiry = until == null ? null : expiry(certificate, until);
      if (expiry != null) {
        findings.add(expiry);
      }
    } catch (KeyTrouble trouble) {
      add(trouble);
    }
  }

  /** Where none is named, the gateway makes one. */
  private void own(String setting) {
    List<Path> files = files(setting);
    try {
      if (!files.isEmpty()) {
        MacKeys.loadOrCreate(files, files.get(0));
      }
    } catch (KeyTrouble trouble) {
      add(trouble);
    }
  }

  private void tls(String recipient) {
    CaseSystemReach.unusableTlsFile(binder, recipient)
        .ifPresent(
            setting ->
                findings.add(
                    new Finding(
                        Recipients.setting(recipient, setting),
                        0,
                        "names a file that is not there, or no PEM file of that kind",
                        "Give a PEM file that the user the gateway runs as can read; a PKCS#12 file"
                            + " can be converted: openssl pkcs12 -in <file> -nodes",
                        false)));
  }

  private void fiksIo(String recipient) {
    FiksIoReach.unusableFile(recipients, recipient)
        .ifPresent(
            setting ->
                findings.add(
                    new Finding(
                        Recipients.setting(recipient, setting),
                        0,
                        "names a file that is not there, or holds nothing that can be read",
                        "Give a PEM or PKCS#12 file that the user the gateway runs as can read; the"
                            + " password of a PKCS#12 file is "
                            + Recipients.setting(
                                recipient, "lagret.portal.fiks-io.keystore-password"),
                        false)));
  }

  private void trust(String setting) {
    Path file = binder.bind(setting, Path.class).orElse(null);
    if (file != null && CertificateFile.validUntil(file).isEmpty()) {
      findings.add(
          new Finding(
              setting,
              0,
              "names a file that is not there, or holds no certificate",
              "Give a PEM file that the user the gateway runs as can read.",
              false));
    }
  }

  private List<Path> files(String setting) {
    return binder.bind(setting, Bindable.listOf(Path.class)).orElse(List.of());
  }

  private void add(KeyTrouble trouble) {
    findings.add(
        new Finding(trouble.file().toString(), 0, trouble.wrong(), trouble.remedy(), false));
  }

  private @Nullable Finding expiry(Path certificate, Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    if (left.isNegative()) {
      return new Finding(
          certificate.toString(),
          0,
          "expired at " + until,
          "Get a new one, give it in lagret.keys.certificate, and put its key first in"
              + " lagret.keys.private; keep the old key there.",
          false);
    }
    return left.compareTo(SOON) < 0
        ? new Finding(
            certificate.toString(),
            0,
            "expires in " + left.toDays() + " days, at " + until,
            "Order a new one now; keep the old key in lagret.keys.private behind the new one.",
            true)
        : null;
  }
}
