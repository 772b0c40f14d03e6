package no.lagret.casesystem;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import no.lagret.alert.Alarms;
import no.lagret.http.BoundedCalls;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.pulse.Subject;
import no.lagret.sealing.Proofs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The case system over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CaseSystemSettings.class, RecipientSettings.class})
class CaseSystemConfiguration {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  /** A report is at most 5 MB; an answer is never much longer. */
  private static final long LONGEST_ANSWER_BYTES = 32L << 20;

  @Bean
  Answers caseSystemAnswerTable(CaseSystemSettings settings) {
    return new Answers(settings.http().problemTypes());
  }

  /** What camel-http uses for the case system; routes name it {@code #caseSystemCalls}. */
  @Bean
  BoundedCalls caseSystemCalls(CaseSystemSettings settings) {
    CaseSystemSettings.Http http = settings.http();
    return new BoundedCalls(
        http.responseTimeout(),
        http.connectTimeout(),
        LONGEST_ANSWER_BYTES,
        http.token() == null ? null : "Bearer " + http.token(),
        tls(http));
  }

  private static @Nullable SSLContext tls(CaseSystemSettings.Http http) {
    if (http.clientCertificate() == null && http.trustStore() == null) {
      return null;
    }
    PemSslStoreDetails key =
        http.clientCertificate() == null
            ? null
            : PemSslStoreDetails.forCertificate(http.clientCertificate().toUri().toString())
                .withPrivateKey(
                    http.clientKey() == null ? null : http.clientKey().toUri().toString());
    PemSslStoreDetails trust =
        http.trustStore() == null
            ? null
            : PemSslStoreDetails.forCertificate(http.trustStore().toUri().toString());
    return SslBundle.of(new PemSslStoreBundle(key, trust)).createSslContext();
  }

  @Bean
  CaseSystem caseSystem(Answers answers, RecipientSettings recipient, InstantSource clock) {
    return new CaseSystem(answers, new Multipart(recipient), clock);
  }

  @Bean
  TimedReadBack readBack(
      CaseSystemSettings settings,
      BoundedCalls caseSystemCalls,
      Answers answers,
      InstantSource clock,
      MeterRegistry registry) {
    return new TimedReadBack(
        new HttpReadBack(settings.http().baseUrl(), caseSystemCalls, answers, clock), registry);
  }

  /** Whether it answers, asked independently of any report. */
  @Bean
  RepeatedCheck caseSystemPulse(ReadBack readBack, InstantSource clock) {
    return new RepeatedCheck(
        Subject.CASE_SYSTEM,
        Duration.ofSeconds(1),
        BETWEEN_LOOKS,
        clock,
        () -> {
          readBack.probe();
          return true;
        });
  }

  @Bean
  ReceiptVerifier receiptVerifier(
      ReadBack readBack,
      Proofs proofs,
      AdapterDigest adapter,
      CaseSystemSettings settings,
      InstantSource clock) {
    return new ReceiptVerifier(readBack, proofs, adapter, settings.http().readBackTimeout(), clock);
  }

  @Bean
  Supervisor supervisor(
      ReadBack readBack,
      Alarms alarms,
      @Value("${lagret.delivery.retry-delay}") Duration firstProbe,
      CaseSystemSettings settings,
      InstantSource clock) {
    return new Supervisor(
        RecipientSettings.DEFAULT_NAME,
        readBack,
        alarms,
        firstProbe,
        settings.http().responseTimeout(),
        clock);
  }
}
