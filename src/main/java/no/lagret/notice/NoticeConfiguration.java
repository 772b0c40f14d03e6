package no.lagret.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import no.lagret.alert.Alarms;
import no.lagret.broker.Queues;
import no.lagret.deadline.WorkingDays;
import no.lagret.http.BoundedCalls;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvents;
import no.lagret.notice.MailSettings.Security;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The channels of the settings, and what is told by them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  NoticeSettings.class,
  MailSettings.class,
  WebhookSettings.class,
  SyslogSettings.class
})
class NoticeConfiguration {

  private static final int MAIL_MILLIS = 20_000;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LONGEST_ANSWER_BYTES = 1L << 20;

  @Bean
  Maintenance maintenance(
      JdbcClient jdbc, Queues queues, LedgerEvents events, InstantSource clock) {
    return new Maintenance(jdbc, queues, events, clock);
  }

  @Bean
  NoticeText noticeText(MessageSource words, NoticeSettings settings) {
    return new NoticeText(words, settings);
  }

  @Bean
  Notices notices(
      NoticeText text, MailSettings mail, WebhookSettings webhook, SyslogSettings syslog) {
    return new Notices(
        text,
        mail,
        webhook,
        new SyslogMessage(syslog.facility(), hostName(), ProcessHandle.current().pid(), text));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  @Bean
  Syslog syslog(SyslogSettings settings) {
    return new Syslog(settings);
  }

  /** What the route's HTTP step uses, as {@code #webhookCalls}. */
  @Bean
  BoundedCalls webhookCalls(WebhookSettings settings) {
    return new BoundedCalls(
        settings.timeout(), CONNECT, LONGEST_ANSWER_BYTES, null, tls(settings.trustStore()));
  }

  /** How the route's mail step reaches the server of the settings. */
  @Bean
  MailComponent smtp(MailSettings settings) {
    MailConfiguration mail = new MailConfiguration();
    if (settings.username() != null) {
      mail.setUsername(settings.username());
      mail.setPassword(settings.password());
    }
    mail.setConnectionTimeout(MAIL_MILLIS);
    mail.setUseHeaderRecipients(true);
    mail.setUseHeaderFrom(true);
    mail.setUseHeaderSubject(true);
    mail.setAdditionalJavaMailProperties(session(settings));
    MailComponent component = new MailComponent();
    component.setConfiguration(mail);
    component.setAutowiredEnabled(false);
    return component;
  }

  private static Properties session(MailSettings settings) {
    Properties session = new Properties();
    session.put("mail.smtp.connectiontimeout", Integer.toString(MAIL_MILLIS));
    session.put("mail.smtp.timeout", Integer.toString(MAIL_MILLIS));
    session.put("mail.smtp.writetimeout", Integer.toString(MAIL_MILLIS));
    session.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
    session.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
    boolean upgrades = settings.security() == Security.STARTTLS;
    session.put("mail.smtp.starttls.enable", Boolean.toString(upgrades));
    session.put("mail.smtp.starttls.required", Boolean.toString(upgrades));
    session.put("mail.smtp.ssl.checkserveridentity", "true");
    SSLContext tls = tls(settings.trustStore());
    if (tls != null) {
      session.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    }
    return session;
  }

  private static @Nullable SSLContext tls(@Nullable Path trustStore) {
    return trustStore == null
        ? null
        : SslBundle.of(
                new PemSslStoreBundle(
                    null, PemSslStoreDetails.forCertificate(trustStore.toUri().toString())))
            .createSslContext();
  }

  @Bean
  Letters letters(JdbcClient jdbc, MailSettings mail, NoticeSettings settings) {
    return new Letters(new NoticeTable(jdbc), mail, settings.locale());
  }

  @Bean
  NoticeWatch noticeWatch(
      DataSource database,
      JdbcClient jdbc,
      Alarms alarms,
      Ledger ledger,
      Maintenance maintenance,
      WorkingDays days,
      NoticeSettings settings,
      MailSettings mail,
      WebhookSettings webhook,
      SyslogSettings syslog,
      CamelContext camel,
      InstantSource clock) {
    List<NoticeChannel> channels = channels(mail, webhook, syslog);
    UntoldAlarms untold = new UntoldAlarms(jdbc);
    NoticeTable table = new NoticeTable(jdbc);
    Trouble trouble = new Trouble(alarms, table, channels, clock);
    NoticeRoutes routes = new NoticeRoutes(camel);
    Outbox outbox =
        new Outbox(
            table, channels, new OfficeHours(settings.opens(), settings.closes(), days), trouble);
    return new NoticeWatch(
        alarms,
        new NoticeWriter(
            untold,
            new TopicTable(jdbc),
            outbox,
            maintenance::covers,
            settings,
            new TransactionTemplate(new JdbcTransactionManager(database))),
        new HeadNotice(ledger, outbox, table, settings.head()),
        table,
        new NoticeSender(table, untold, routes, trouble, clock),
        new UnwrittenNotices(routes, outbox, alarms, channels, clock),
        routes,
        clock,
        channels);
  }

  /** In the order in which people are told. */
  private static List<NoticeChannel> channels(
      MailSettings mail, WebhookSettings webhook, SyslogSettings syslog) {
    List<NoticeChannel> channels = new ArrayList<>();
    if (mail.isSet()) {
      channels.add(
          new NoticeChannel(
              NoticeChannel.MAIL,
              "direct:alerts-mail",
              Duration.ZERO,
              mail.least(),
              mail.offHoursLeast()));
    }
    if (mail.isSet() && !mail.escalateTo().isEmpty()) {
      channels.add(
          new NoticeChannel(
              NoticeChannel.ESCALATION,
              "direct:alerts-mail",
              mail.escalateAfter(),
              mail.escalateLeast(),
              mail.offHoursLeast()));
    }
    if (webhook.isSet()) {
      channels.add(
          new NoticeChannel(
              NoticeChannel.WEBHOOK,
              "direct:alerts-webhook",
              webhook.after(),
              webhook.least(),
              webhook.offHoursLeast()));
    }
    if (syslog.isSet()) {
      channels.add(
          new NoticeChannel(
              NoticeChannel.SYSLOG,
              "direct:alerts-syslog",
              syslog.after(),
              syslog.least(),
              syslog.offHoursLeast()));
    }
    return channels;
  }
}
