package no.lagret.casesystem;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import no.lagret.alert.Alarms;
import no.lagret.http.BoundedCalls;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.pulse.Subject;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.RecipientSettings;
import no.lagret.recipient.Recipients;
import no.lagret.sealing.Proofs;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each recipient's case system, over HTTP or over files. */
@Configuration(proxyBeanMethods = false)
class CaseSystemConfiguration {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  /** A report is at most 5 MB; an answer is never much longer. */
  private static final long LONGEST_ANSWER_BYTES = 32L << 20;

  @Bean
  PerRecipient<CaseSystemSettings> caseSystemSettings(Recipients recipients) {
    return recipients.settings("case-system", CaseSystemSettings.class);
  }

  @Bean
  PerRecipient<Answers> caseSystemAnswers(
      Recipients recipients, PerRecipient<CaseSystemSettings> settings) {
    return each(
        recipients, settings, CaseSystemSettings::http, http -> new Answers(http.problemTypes()));
  }

  @Bean
  PerRecipient<BoundedCalls> caseSystemCalls(
      Recipients recipients, PerRecipient<CaseSystemSettings> settings) {
    return each(recipients, settings, CaseSystemSettings::http, CaseSystemConfiguration::calls);
  }

  /** What camel-http uses; routes name it {@code #caseSystemCalls-<recipient>}. */
  @Bean
  CamelContextConfiguration caseSystemCallsOfRoutes(PerRecipient<BoundedCalls> caseSystemCalls) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext camel) {
        caseSystemCalls.forEach(
            (name, calls) -> camel.getRegistry().bind("caseSystemCalls-" + name, calls));
      }

      @Override
      public void afterApplicationStart(CamelContext camel) {}
    };
  }

  static BoundedCalls calls(CaseSystemSettings.Http http) {
    return new BoundedCalls(
        http.responseTimeout(),
        http.connectTimeout(),
        LONGEST_ANSWER_BYTES,
        http.token() == null ? null : "Bearer " + http.token(),
        tls(http.clientCertificate(), http.clientKey(), http.trustStore()));
  }

  static @Nullable SSLContext tls(
      @Nullable Path certificate, @Nullable Path key, @Nullable Path trusted) {
    if (certificate == null && trusted == null) {
      return null;
    }
    PemSslStoreDetails own =
        certificate == null
            ? null
            : PemSslStoreDetails.forCertificate(certificate.toUri().toString())
                .withPrivateKey(key == null ? null : key.toUri().toString());
    PemSslStoreDetails trust =
        trusted == null ? null : PemSslStoreDetails.forCertificate(trusted.toUri().toString());
    return SslBundle.of(new PemSslStoreBundle(own, trust)).createSslContext();
  }

  @Bean
  Metadata caseSystemMetadata(Recipients recipients) {
    return new Metadata(recipients.settings("recipient", RecipientSettings.class));
  }

  @Bean
  CaseSystem caseSystem(PerRecipient<Answers> answers, Metadata metadata, InstantSource clock) {
    return new CaseSystem(answers, new Multipart(metadata), clock);
  }

  @Bean
  PerRecipient<CaseFolder> caseFolders(
      Recipients recipients, PerRecipient<CaseSystemSettings> settings) {
    return each(recipients, settings, CaseSystemSettings::file, CaseFolder::new);
  }

  @Bean
  CaseSystemFolder caseSystemFolder(
      PerRecipient<CaseFolder> folders, Metadata metadata, InstantSource clock) {
    return new CaseSystemFolder(folders, metadata, clock);
  }

  @Bean
  PerRecipient<ReadBack> readBacks(
      Recipients recipients,
      PerRecipient<CaseSystemSettings> settings,
      PerRecipient<CaseFolder> folders,
      PerRecipient<BoundedCalls> caseSystemCalls,
      PerRecipient<Answers> answers,
      InstantSource clock,
      MeterRegistry registry) {
    return recipients.each(
        name ->
            folders
                .find(name)
                .<ReadBack>map(FolderReadBack::new)
                .orElseGet(
                    () ->
                        new TimedReadBack(
                            name,
                            new HttpReadBack(
                                settings.of(name).overHttp().baseUrl(),
                                caseSystemCalls.of(name),
                                answers.of(name),
                                clock),
                            registry)));
  }

  /** Whether it answers, asked independently of any report. */
  @Bean
  PerRecipient<RepeatedCheck> caseSystemPulses(
      Recipients recipients, PerRecipient<ReadBack> readBacks, InstantSource clock) {
    return recipients.each(
        name ->
            new RepeatedCheck(
                Subject.CASE_SYSTEM,
                Duration.ofSeconds(1),
                BETWEEN_LOOKS,
                clock,
                () -> {
                  readBacks.of(name).probe();
                  return true;
                }));
  }

  @Bean
  ReceiptVerifier receiptVerifier(
      PerRecipient<ReadBack> readBacks,
      Proofs proofs,
      AdapterDigest adapters,
      PerRecipient<CaseSystemSettings> settings,
      Recipients recipients,
      InstantSource clock) {
    return new ReceiptVerifier(
        readBacks,
        proofs,
        adapters,
        recipients.each(name -> times(settings.of(name), CaseSystemSettings.Http::readBackTimeout)),
        clock);
  }

  @Bean
  StillStored stillStored(PerRecipient<ReadBack> readBacks) {
    return new StillStored(readBacks);
  }

  @Bean
  PerRecipient<Supervisor> supervisors(
      Recipients recipients,
      PerRecipient<ReadBack> readBacks,
      Alarms alarms,
      @Value("${lagret.delivery.retry-delay}") Duration firstProbe,
      PerRecipient<CaseSystemSettings> settings,
      InstantSource clock) {
    return recipients.each(
        name ->
            new Supervisor(
                name,
                readBacks.of(name),
                alarms,
                firstProbe,
                times(settings.of(name), CaseSystemSettings.Http::responseTimeout),
                clock));
  }

  /** One for each recipient whose case system is reached that way. */
  private static <S, T> PerRecipient<T> each(
      Recipients recipients,
      PerRecipient<CaseSystemSettings> settings,
      Function<CaseSystemSettings, @Nullable S> way,
      Function<S, T> make) {
    return recipients.each(
        name -> {
          S found = way.apply(settings.of(name));
          return found == null ? null : make.apply(found);
        });
  }

  /** A time of the calls over HTTP; none where there are no calls. */
  private static Duration times(
      CaseSystemSettings settings, Function<CaseSystemSettings.Http, Duration> which) {
    return settings.http() == null ? Duration.ZERO : which.apply(settings.http());
  }
}
