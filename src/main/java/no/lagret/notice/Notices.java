package no.lagret.notice;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import tools.jackson.databind.json.JsonMapper;

/** Writes a notice in the form of each channel, for the routes of the folder alerts. */
public final class Notices {

  static final String NOTICE = "notice";
  static final String CHANNEL = "noticeChannel";

  private final NoticeText text;
  private final MailSettings mail;
  private final WebhookSettings webhook;
  private final SyslogMessage syslog;
  private final JsonMapper json = JsonMapper.builder().build();

  Notices(NoticeText text, MailSettings mail, WebhookSettings webhook, SyslogMessage syslog) {
    this.text = text;
    this.mail = mail;
    this.webhook = webhook;
    this.syslog = syslog;
  }

  /** An e-mail in plain text, to those that this notice is for. */
  public void asMail(Exchange exchange) {
    Notice notice = notice(exchange);
    List<String> to = to(notice, exchange.getProperty(CHANNEL, String.class));
    Message message = exchange.getMessage();
    message.setHeader("From", mail.from());
    message.setHeader("To", String.join(", ", to));
    message.setHeader("Subject", text.title(notice));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Lagret-Notice", notice.id());
    message.setHeader("Content-Type", "text/plain; charset=UTF-8");
    message.setBody(text.body(notice));
  }

  private List<String> to(Notice notice, String channel) {
    if (notice.kind() == Notice.Kind.LETTER) {
      return notice.subjects().subList(1, notice.subjects().size());
    }
    return NoticeChannel.ESCALATION.equals(channel) ? mail.escalateTo() : mail.to();
  }

  /** JSON in the form that the service at the other end reads. */
  public void asWebhook(Exchange exchange) {
    Notice notice = notice(exchange);
    Message message = exchange.getMessage();
    message.setHeader("Content-Type", "application/json; charset=UTF-8");
    message.setBody(
        json.writeValueAsBytes(
            switch (webhook.form()) {
              case TEAMS -> teams(notice);
              case SLACK -> Map.of("text", slack(notice));
              case JSON -> plain(notice);
            }));
  }

  /** One line by RFC 5424. */
  public void asSyslog(Exchange exchange) {
    exchange.getMessage().setBody(syslog.line(notice(exchange)));
  }

  /** A card, as Teams' workflows take it. */
  private Map<String, Object> teams(Notice notice) {
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(
            Map.of(
                "contentType",
                "application/vnd.microsoft.card.adaptive",
                "content",
                Map.of(
                    "$schema",
                    "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type",
                    "AdaptiveCard",
                    "version",
                    "1.4",
                    "body",
                    List.of(
                        Map.of(
                            "type",
                            "TextBlock",
                            "weight",
                            "Bolder",
                            "wrap",
                            true,
                            "text",
                            text.title(notice)),
                        Map.of(
                            "type",
                            "TextBlock",
                            "wrap",
                            true,
                            "text",
                            // A card joins lines unless an empty one is between them.
                            text.body(notice).strip().replace("\n", "\n\n")))))));
  }

  private String slack(Notice notice) {
    return "*" + escaped(text.title(notice)) + "*\n" + escaped(text.body(notice).strip());
  }

  /** Slack reads these three as its own. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private Map<String, Object> plain(Notice notice) {
    return Map.of(
        "id", notice.id(),
        "kind", notice.kind().name(),
        "condition", notice.condition() == null ? "" : notice.condition().name(),
        "severity", notice.severity().name(),
        "recipient", notice.recipient(),
        "count", notice.count(),
        "subjects", text.subjects(notice),
        "since", notice.since().toString(),
        "at", notice.at().toString(),
        "text", text.body(notice));
  }

  private static Notice notice(Exchange exchange) {
    return exchange.getProperty(NOTICE, Notice.class);
  }
}
