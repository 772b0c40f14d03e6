package no.lagret.figures;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import no.lagret.ledger.HourFigures.What;
import no.lagret.reconciliation.DifferenceKind;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Writes figures as a sheet, in the words of the console. */
public final class Sheets {

  private static final Locale NORWEGIAN = Locale.forLanguageTag("nb");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", NORWEGIAN);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd.MM.yyyy 'kl.' HH:mm z", NORWEGIAN).withZone(Days.NORWAY);

  private final MessageSource words;

  Sheets(MessageSource words) {
    this.words = words;
  }

  /** All of it. */
  public Sheet whole(Figures figures, Locale language) {
    Words w = new Words(language);
    return sheet(
        figures,
        w,
        List.of(
            table("period", figures, w, happened(figures, w), w.say("figures.period.note")),
            table("now", figures, w, now(w), null),
            table("differences", figures, w, differences(w), w.say("figures.differences.note")),
            table("answers", figures, w, answers(w), w.say("figures.answers.note")),
            table("measures", figures, w, measures(figures, w), null)));
  }

  /** What a leader reads once a day. */
  public Sheet daily(Figures figures, Locale language) {
    Words w = new Words(language);
    List<Line> all = new ArrayList<>();
    Stream.of(What.RECEIVED, What.STORED, What.BY_HAND)
        .forEach(what -> all.add(happened(what, figures, w)));
    all.add(outstanding(w));
    all.add(oldest(w));
    all.add(deadLetters(w));
    all.add(
        new Line(w.say("figures.differences"), f -> w.number(f.compared().differences()), null));
    all.add(until(w));
    return sheet(figures, w, List.of(table("daily", figures, w, all, null)));
  }

  private static Sheet sheet(Figures figures, Words w, List<Sheet.Table> tables) {
    String period =
        figures.from().equals(figures.to())
            ? DAY.format(figures.from())
            : DAY.format(figures.from()) + "–" + DAY.format(figures.to());
    return new Sheet(
        w.language.getLanguage(),
        w.say("figures.title", period),
        List.of(w.say("figures.taken", w.at(figures.at())), w.say("figures.unknown-means")),
        tables);
  }

  /** One recipient reads downwards; several are compared with one another, a row each. */
  private static Sheet.Table table(
      String id, Figures figures, Words w, List<Line> lines, @Nullable String note) {
    String heading = w.say("figures." + id);
    if (figures.recipients().size() == 1) {
      RecipientFigures only = figures.recipients().get(0);
      return new Sheet.Table(
          id,
          heading,
          List.of(w.say("figures.what"), String.valueOf(only.called())),
          lines.stream().map(line -> new Sheet.Row(line.name(), List.of(line.of(only)))).toList(),
          note);
    }
    List<String> columns = new ArrayList<>(List.of(w.say("recipient")));
    lines.forEach(line -> columns.add(line.name()));
    List<Sheet.Row> rows = new ArrayList<>();
    Stream.concat(figures.recipients().stream(), Stream.ofNullable(figures.total()))
        .forEach(
            of ->
                rows.add(
                    new Sheet.Row(
                        Objects.requireNonNullElse(of.called(), w.say("figures.all")),
                        lines.stream().map(line -> line.of(of)).toList())));
    return new Sheet.Table(id, heading, columns, rows, note);
  }

  private static List<Line> happened(Figures figures, Words w) {
    return Stream.of(What.values()).map(what -> happened(what, figures, w)).toList();
  }

  private static Line happened(What what, Figures figures, Words w) {
    String list =
        what == What.RECEIVED ? "/reports?from=" + figures.from() + "&to=" + figures.to() : null;
    return new Line(
        w.say("figures." + what), f -> w.number(f.happened().getOrDefault(what, 0L)), list);
  }

  private static List<Line> now(Words w) {
    List<Line> lines = new ArrayList<>(List.of(outstanding(w), oldest(w)));
    for (ReportState state : ReportState.values()) {
      if (!state.isFinal()) {
        lines.add(
            new Line(
                w.say("state." + state),
                f -> w.number(f.standing().getOrDefault(state, 0L)),
                "/reports?state=" + state));
      }
    }
    lines.add(deadLetters(w));
    return lines;
  }

  private static Line outstanding(Words w) {
    return new Line(w.say("figures.outstanding"), f -> w.number(f.outstanding()), null);
  }

  private static Line oldest(Words w) {
    return new Line(w.say("figures.oldest"), f -> w.at(f.oldestWaiting()), null);
  }

  private static Line deadLetters(Words w) {
    return new Line(w.say("figures.dead-letters"), f -> w.number(f.deadLetters()), "/dead-letters");
  }

  private static List<Line> differences(Words w) {
    List<Line> lines = new ArrayList<>(List.of(until(w)));
    for (DifferenceKind kind : DifferenceKind.values()) {
      lines.add(
          new Line(
              w.say("figures.difference." + kind),
              f -> w.number(f.compared().standing().get(kind)),
              null));
    }
    return lines;
  }

  private static Line until(Words w) {
    return new Line(
        w.say("figures.until"),
        f ->
            f.compared().until() == null
                ? w.say("figures.never")
                : f.compared().whole()
                    ? w.at(f.compared().until())
                    : w.say("figures.not-whole", w.at(f.compared().until())),
        null);
  }

  private static List<Line> answers(Words w) {
    return List.of(
        new Line(
            w.say("figures.affected"),
            f -> w.say("figures.affected." + f.answers().affected()),
            null),
        answer("missing", f -> w.number(f.answers().missing()), w),
        time("first", Answers::firstAt, w),
        time("last", Answers::lastAt, w),
        time("found-first", Answers::firstFoundAt, w),
        time("found-last", Answers::lastFoundAt, w),
        answer("recovered", f -> w.number(f.answers().recovered()), w),
        answer("closed", f -> w.number(f.answers().closedByPersons()), w),
        answer("still", f -> w.number(f.answers().stillMissing()), w));
  }

  private static Line time(String key, Function<Answers, @Nullable Instant> time, Words w) {
    return answer(
        key,
        f ->
            f.answers().missing() == null
                ? w.say("figures.not-known")
                : w.at(time.apply(f.answers())),
        w);
  }

  private static Line answer(String key, Function<RecipientFigures, String> value, Words w) {
    return new Line(w.say("figures." + key), value, null);
  }

  private static List<Line> measures(Figures figures, Words w) {
    return figures.recipients().stream()
        .flatMap(recipient -> recipient.measures().keySet().stream())
        .distinct()
        .sorted()
        .map(
            type ->
                new Line(
                    w.say("event." + type),
                    f -> w.number(f.measures().getOrDefault(type, 0L)),
                    null))
        .toList();
  }

  /** Words of one language. */
  private final class Words {

    private final Locale language;

    Words(Locale language) {
      this.language = language;
    }

    String say(String key, Object... arguments) {
      return words.getMessage(key, arguments, language);
    }

    String number(@Nullable Long number) {
      return number == null ? say("figures.not-known") : number.toString();
    }

    String at(@Nullable Instant time) {
      return time == null ? "–" : MINUTE.format(time);
    }
  }
}
