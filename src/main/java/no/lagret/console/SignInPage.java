package no.lagret.console;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form with which a session begins. */
@WebPage
class SignInPage {

  @GetMapping("/login")
  String page(
      Model page,
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable Integer locked) {
    page.addAttribute("locked", locked == null ? null : Duration.ofSeconds(locked));
    page.addAttribute("next", Paths.own(next));
    return "login";
  }
}
