package no.lagret.console;

import java.util.List;
import java.util.Set;
import no.lagret.alert.Alarm;
import no.lagret.alert.Alarms;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Alarms that stand: oldest first, and who has seen them. */
@RestController
@RequestMapping("/api/alarms")
class AlarmsApi {

  private final Alarms alarms;

  AlarmsApi(Alarms alarms) {
    this.alarms = alarms;
  }

  @GetMapping
  Listing<AlarmJson> list(ListRequest list) {
    List<AlarmJson> found =
        alarms.standing().stream()
            .filter(alarm -> concerns(alarm, list.recipients()) && fits(alarm, list))
            .map(AlarmJson::of)
            .toList();
    long start = (long) list.page().page() * list.page().size();
    return new Listing<>(
        found.stream().skip(start).limit(list.page().size()).toList(), found.size());
  }

  @PostMapping("/{id}/acknowledge")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void acknowledge(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    boolean visible =
        alarms.standing().stream()
            .anyMatch(alarm -> alarm.id().equals(id) && concerns(alarm, user.recipients()));
    if (!visible || !alarms.acknowledge(id, user.getUsername())) {
      throw ApiProblem.notFound("No such alarm stands");
    }
  }

  /** What is about the whole gateway concerns everybody. */
  static boolean concerns(Alarm alarm, @Nullable Set<String> recipients) {
    return recipients == null
        || alarm.recipient() == null
        || recipients.contains(alarm.recipient());
  }

  private static boolean fits(Alarm alarm, ListRequest list) {
    return (list.q() == null
            || alarm.subject().startsWith(list.q())
            || alarm.condition().name().startsWith(list.q())
            || (alarm.reportId() != null && alarm.reportId().startsWith(list.q())))
        && (list.from() == null || !alarm.since().isBefore(list.from()))
        && (list.to() == null || alarm.since().isBefore(list.to()));
  }
}
