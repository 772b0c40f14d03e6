package no.lagret.deadline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.ledger.Ledger;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Subject;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.Moment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks at the clocks while the gateway runs. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

  @Bean
  DeadlineWatch deadlineWatch(
      Ledger ledger,
      Deadlines deadlines,
      DeadlineSettings settings,
      Alarms alarms,
      InstantSource clock) {
    return new DeadlineWatch(ledger, deadlines, new LateReports(settings), alarms, clock);
  }

  @Bean
  SilenceWatch silenceWatch(
      Ledger ledger,
      DeadlineSettings settings,
      Recipients recipients,
      Alarms alarms,
      InstantSource clock) {
    return new SilenceWatch(ledger, settings, recipients.names(), alarms, clock);
  }

  /** Of each channel of each recipient. */
  @Bean
  PollWatch pollWatch(
      List<PerRecipient<? extends Checked>> checks, Alarms alarms, InstantSource clock) {
    Map<String, List<Checked>> polls = new LinkedHashMap<>();
    checks.forEach(
        each ->
            each.forEach(
                (recipient, check) -> {
                  if (check.subject() == Subject.PORTAL) {
                    polls.computeIfAbsent(recipient, name -> new ArrayList<>()).add(check);
                  }
                }));
    return new PollWatch(polls, Moment.now(clock), alarms);
  }
}
