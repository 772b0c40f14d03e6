package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

class SettingsTest {

  private static final String[] PROVIDER = {
    "--spring.security.oauth2.client.registration.a.client-id=lagret",
    "--spring.security.oauth2.client.registration.a.scope=openid",
    "--spring.security.oauth2.client.provider.a.issuer-uri=https://login.example.org"
  };

  @Test
  void refusesAPasswordThatIsNoHash() {
    for (String password : new String[] {"plain secret", "{noop}plain secret", "{bcrypt}short"}) {
      FailureAnalysis refusal =
          refused(
              "--lagret.users[0].name=kari",
              "--lagret.users[0].password=" + password,
              "--lagret.users[0].roles=viewer");

      assertThat(refusal.getDescription())
          .contains("lagret.users[0].password")
          .doesNotContain("secret");
      assertThat(refusal.getAction()).contains("hash-password");
    }
  }

  @Test
  void refusesAUserWithoutNameOrRolesAndTwoOfOneName() {
    assertThat(refused("--lagret.users[0].password=" + Caller.HASH).getDescription())
        .contains("lagret.users[0].name");
    assertThat(
            refused("--lagret.users[0].name=kari", "--lagret.users[0].password=" + Caller.HASH)
                .getDescription())
        .contains("lagret.users[0].roles");
    assertThat(
            refused(
                    "--lagret.users[0].name=kari",
                    "--lagret.users[0].password=" + Caller.HASH,
                    "--lagret.users[0].roles=viewer",
                    "--lagret.users[1].name=kari",
                    "--lagret.users[1].password=" + Caller.HASH,
                    "--lagret.users[1].roles=viewer")
                .getDescription())
        .contains("lagret.users[1].name");
  }

  @Test
  void refusesToListenReadablyWhereOthersCanReachIt() {
    for (String address : new String[] {"0.0.0.0", ""}) {
      FailureAnalysis refusal = refused("--server.address=" + address);

      assertThat(refusal.getDescription()).contains("server.address");
      assertThat(refusal.getAction()).contains("server.ssl", "lagret.http.trusted-proxy");
    }
    assertThat(
            refused("--server.address=0.0.0.0", "--lagret.http.trusted-proxy=some.host")
                .getDescription())
        .contains("not an IP address");
  }

  @Test
  void listensElsewhereBehindATrustedProxyAndOnThisMachineByDefault() {
    try (ConfigurableApplicationContext context =
        started("--server.address=0.0.0.0", "--lagret.http.trusted-proxy=192.0.2.7")) {
      int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      Caller caller = new Caller(port);
      assertThat(caller.send(caller.to("/actuator/health/liveness")).statusCode()).isEqualTo(200);
    }
    try (ConfigurableApplicationContext context = started()) {
      Environment environment = context.getEnvironment();
      assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void refusesAnIdentityProviderOfWhichNobodyGetsARole() {
    assertThat(refused(PROVIDER).getDescription()).contains("lagret.oidc.role-claim is missing");
    assertThat(refused(with(PROVIDER, "--lagret.oidc.role-claim=roles")).getDescription())
        .contains("lagret.oidc.roles is missing");
    FailureAnalysis unknown =
        refused(
            with(
                PROVIDER,
                "--lagret.oidc.role-claim=roles",
                "--lagret.oidc.roles[Lagret.Admin]=admin"));
    assertThat(unknown.getDescription()).contains("lagret.oidc.roles[Lagret.Admin]", "«admin»");
    assertThat(unknown.getAction()).contains("viewer, operator, approver, engineer");
  }

  @Test
  void refusesAnIdentityProviderThatCannotBeTrusted() {
    String[] roles = {"--lagret.oidc.role-claim=roles", "--lagret.oidc.roles.x=viewer"};
    String client = "--spring.security.oauth2.client.";

    assertThat(refused(with(with(PROVIDER, roles), client + "registration.a.scope=profile")))
        .extracting(FailureAnalysis::getDescription)
        .asString()
        .contains("registration.a.scope does not contain openid");
    for (String issuer : new String[] {"http://login.example.org", "", "no address"}) {
      assertThat(
              refused(with(with(PROVIDER, roles), client + "provider.a.issuer-uri=" + issuer))
                  .getDescription())
          .contains("provider.a.issuer-uri");
    }
    assertThat(refused(roles).getDescription()).contains("lagret.oidc is set");
  }

  /** The last of two settings of one name holds. */
  private static String[] with(String[] settings, String... more) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.of(settings, more)
        .flatMap(Arrays::stream)
        .map(setting -> setting.split("=", 2))
        .forEach(pair -> all.put(pair[0], pair[1]));
    return all.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .toArray(String[]::new);
  }

  private static FailureAnalysis refused(String... settings) {
    Throwable failure = catchThrowable(() -> started(settings).close());
    FailureAnalysis analysis = new RefusedSettingAnalyzer().analyze(failure);
    assertThat(analysis).as("%s", failure).isNotNull();
    assertThat(analysis.getDescription() + analysis.getAction()).hasSizeLessThan(600);
    return analysis;
  }

  private static ConfigurableApplicationContext started(String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    all.add("--server.port=0");
    all.add("--" + ConsoleTest.NO_CONFIG);
    all.add("--spring.main.banner-mode=off");
    return new SpringApplicationBuilder(ConsoleUnderTest.class).run(all.toArray(String[]::new));
  }
}
