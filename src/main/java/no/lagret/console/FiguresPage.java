package no.lagret.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import no.lagret.figures.Counting;
import no.lagret.figures.Day;
import no.lagret.figures.Days;
import no.lagret.figures.Figures;
import no.lagret.figures.SheetPdf;
import no.lagret.figures.Sheets;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What is handed on to those who must answer for it: figures of a period, to read and to take away.
 */
@WebPage
class FiguresPage {

  private final FiguresApi api;
  private final Counting counting;
  private final Sheets sheets;

  FiguresPage(FiguresApi api, Counting counting, Sheets sheets) {
    this.api = api;
    this.counting = counting;
    this.sheets = sheets;
  }

  @GetMapping("/figures")
  String show(Model page, AskedFigures asked, @AuthenticationPrincipal SignedIn user) {
    Figures figures = api.figures(asked, user);
    List<String> seen = counting.recipients().stream().filter(user::sees).toList();
    page.addAttribute("figures", figures);
    page.addAttribute("sheet", sheets.whole(figures, language()));
    page.addAttribute("recipients", seen.size() > 1 ? seen : List.of());
    page.addAttribute("recipient", asked.recipient());
    page.addAttribute("days", figures.days());
    page.addAttribute("most", Day.most(figures.days()));
    page.addAttribute("inMonths", Day.inMonths(new Days(figures.from(), figures.to())));
    return "figures";
  }

  @GetMapping("/figures/export.csv")
  void csv(HttpServletResponse response, AskedFigures asked, @AuthenticationPrincipal SignedIn user)
      throws IOException {
    FiguresCsv.write(response, api.figures(asked, user));
  }

  @GetMapping("/figures/export.pdf")
  void pdf(HttpServletResponse response, AskedFigures asked, @AuthenticationPrincipal SignedIn user)
      throws IOException {
    Figures figures = api.figures(asked, user);
    response.setContentType("application/pdf");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"figures-" + figures.from() + "-" + figures.to() + ".pdf\"");
    SheetPdf.write(sheets.whole(figures, language()), response.getOutputStream());
  }

  private static Locale language() {
    return Locale.forLanguageTag(Languages.of(LocaleContextHolder.getLocale()));
  }
}
