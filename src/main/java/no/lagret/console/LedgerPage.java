package no.lagret.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import no.lagret.ledger.ChainWatch;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who did and saw what, and whether anything of it was changed. */
@WebPage
class LedgerPage {

  private final Ledger ledger;
  private final ObjectProvider<ChainWatch> chain;

  LedgerPage(Ledger ledger, ObjectProvider<ChainWatch> chain) {
    this.ledger = ledger;
    this.chain = chain;
  }

  @GetMapping("/ledger")
  String list(
      Model page,
      ListRequest list,
      @RequestParam(required = false) @Nullable EventType type,
      @RequestParam(required = false) @Nullable String actor) {
    Page<EventRow> found = ledger.events(filter(list, type, actor), list.page());
    page.addAttribute("events", found.items().stream().map(EventJson::of).toList());
    page.addAttribute("part", Part.of(list.page(), found.total()));
    page.addAttribute("types", EventType.values());
    ChainWatch watch = chain.getIfAvailable();
    page.addAttribute("chain", Overview.Fact.of(watch));
    page.addAttribute("verdict", watch == null ? null : watch.last());
    return "ledger";
  }

  @GetMapping("/ledger/export.csv")
  void export(
      HttpServletResponse response,
      ListRequest list,
      @RequestParam(required = false) @Nullable EventType type,
      @RequestParam(required = false) @Nullable String actor)
      throws IOException {
    EventFilter filter = filter(list, type, actor);
    Csv.write(
        response,
        "ledger",
        List.of("seq", "at", "type", "recipient", "report", "dispatch", "actor", "facts", "hash"),
        page -> ledger.events(filter, page),
        row ->
            new Object[] {
              row.seq(),
              row.event().at(),
              row.event().type(),
              row.event().recipient(),
              row.event().reportId(),
              row.event().dispatchId(),
              row.event().actor(),
              row.event().facts(),
              row.hash()
            });
  }

  private static EventFilter filter(
      ListRequest list, @Nullable EventType type, @Nullable String actor) {
    return new EventFilter(
        list.recipients(),
        list.q(),
        null,
        type == null ? null : Set.of(type),
        null,
        list.from(),
        list.to(),
        actor == null || actor.isBlank() ? null : actor.strip());
  }

  @PostMapping("/ledger/verify")
  String verify(RedirectAttributes next) {
    chain.ifAvailable(ChainWatch::soon);
    next.addFlashAttribute("done", "verifying");
    return "redirect:/ledger";
  }
}
