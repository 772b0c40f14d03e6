package no.lagret.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Bokmål is the source text; nynorsk and English are chosen by {@code ?language=} and kept. */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

  static final List<String> ALL = List.of("nb", "nn", "en");

  private static final String PARAMETER = "language";

  @Bean
  LocaleResolver localeResolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("lagret-language");
    resolver.setDefaultLocale(Locale.forLanguageTag("nb"));
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Strict");
    resolver.setRejectInvalidCookies(false);
    return resolver;
  }

  @Bean
  ResourceBundleMessageSource messageSource() {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasename("no.lagret.console.words");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    words.setAlwaysUseMessageFormat(true);
    return words;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change =
        new LocaleChangeInterceptor() {
          @Override
          protected Locale parseLocaleValue(String value) {
            if (!ALL.contains(value)) {
              throw new IllegalArgumentException("Not one of " + ALL);
            }
            return Locale.forLanguageTag(value);
          }
        };
    change.setParamName(PARAMETER);
    change.setIgnoreInvalidLocale(true);
    registry.addInterceptor(change);
  }

  /** The one of {@link #ALL} in which words come for this locale. */
  static String of(Locale locale) {
    return ALL.contains(locale.getLanguage()) ? locale.getLanguage() : "nb";
  }
}
