package no.lagret.console;

import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The form with which a session begins. */
@RestController
class SignInPage {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="nb">
      <head><meta charset="UTF-8"><title>Logg inn · Lagret</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"></head>
      <body><main><h1>Logg inn</h1>
      <form method="post" action="/login">
      <input type="hidden" name="_csrf" value="%s">
      <p><label>Brukernavn <input name="username" autocomplete="username" required></label></p>
      <p><label>Passord <input type="password" name="password" \
      autocomplete="current-password" required></label></p>
      <p><button>Logg inn</button></p>
      </form></main></body></html>
      """;

  @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  String page(CsrfToken token) {
    // The token is base64: nothing in it needs escaping.
    return PAGE.formatted(token.getToken());
  }
}
