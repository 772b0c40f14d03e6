package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form with which a session begins. */
@WebPage
class SignInPage {

  private final SignInWays ways;

  SignInPage(SignInWays ways) {
    this.ways = ways;
  }

  /** Whoever came back from an identity provider and was refused is shown why. */
  @GetMapping("/login")
  String page(
      Model page,
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable Integer locked) {
    page.addAttribute("locked", locked == null ? null : Duration.ofSeconds(locked));
    page.addAttribute("next", Paths.own(next));
    page.addAttribute("ways", ways);
    page.addAttribute("refused", request.getAttribute(OidcArrival.REFUSAL));
    page.addAttribute("values", request.getAttribute(OidcArrival.VALUES));
    return "login";
  }
}
