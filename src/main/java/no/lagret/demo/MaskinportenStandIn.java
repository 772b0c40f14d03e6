package no.lagret.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens as Maskinporten does (JWT grant, RFC 7523): only for a request that the client of an
 * account has signed with its own key, for the scope of Fiks, and for two minutes at most.
 */
final class MaskinportenStandIn {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String SCOPE = "ks:fiks";

  /** Longest that a request for a token may live, and how far clocks may be apart. */
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(120);

  private static final Duration SKEW = Duration.ofSeconds(10);

  private final FiksIoAccounts accounts;
  private final EventJournal journal;
  private final Supplier<String> audience;
  private final byte[] secret;

  /** What it signs with lies in {@code directory}: tokens live on over a restart. */
  MaskinportenStandIn(
      Path directory, FiksIoAccounts accounts, EventJournal journal, Supplier<String> audience) {
    this.accounts = accounts;
    this.journal = journal;
    this.audience = audience;
    this.secret = secret(directory.resolve("token-secret"));
  }

  /**
   * Answers a request for a token.
   *
   * @param lifetime of the token that is given
   */
  Answer answer(Request request, Duration lifetime) {
    Map<String, String> form = request.form();
    if (!GRANT.equals(form.get("grant_type"))) {
      return refused(400, "unsupported_grant_type", "Grant type is not supported");
    }
    try {
      SignedJWT asked = SignedJWT.parse(form.getOrDefault("assertion", ""));
      JWTClaimsSet claims = asked.getJWTClaimsSet();
      FiksIoAccount account = accounts.ofClient(claims.getIssuer());
      if (account == null) {
        return refused(401, "invalid_client", "Client authentication failed: unknown issuer");
      }
      if (!asked.verify(
          new RSASSAVerifier((RSAPublicKey) account.clientCertificate().getPublicKey()))) {
        return refused(400, "invalid_grant", "Invalid assertion: signature");
      }
      if (!claims.getAudience().contains(audience.get())) {
        return refused(400, "invalid_grant", "Invalid assertion: aud is not " + audience.get());
      }
      if (!timely(claims)) {
        return refused(400, "invalid_grant", "Invalid assertion: iat or exp");
      }
      if (!SCOPE.equals(claims.getStringClaim("scope"))) {
        return refused(400, "invalid_scope", "Scope is not allowed for this client");
      }
      journal.append("token", Json.object().put("accountId", account.id().toString()));
      return Answer.json(
          200,
          Json.object()
              .put("access_token", token(account, lifetime))
              .put("token_type", "Bearer")
              .put("expires_in", lifetime.toSeconds())
              .put("scope", SCOPE));
    } catch (ParseException | JOSEException e) {
      return refused(400, "invalid_grant", "Invalid assertion");
    }
  }

  /** The account of the client to whom this token was given, or null when it is good no more. */
  @Nullable FiksIoAccount check(@Nullable String token) {
    try {
      SignedJWT given = SignedJWT.parse(token == null ? "" : token);
      JWTClaimsSet claims = given.getJWTClaimsSet();
      return given.verify(new MACVerifier(secret)) && claims.getExpirationTime().after(new Date())
          ? accounts.ofClient(claims.getSubject())
          : null;
    } catch (ParseException | JOSEException e) {
      return null;
    }
  }

  private String token(FiksIoAccount account, Duration lifetime) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer(audience.get())
                .subject(account.clientId())
                .claim("scope", SCOPE)
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plus(lifetime)))
                .build());
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  private static boolean timely(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date ends = claims.getExpirationTime();
    if (issued == null || ends == null) {
      return false;
    }
    Instant now = Instant.now();
    return issued.toInstant().isBefore(now.plus(SKEW))
        && ends.toInstant().isAfter(now.minus(SKEW))
        && !ends.toInstant().isAfter(issued.toInstant().plus(LONGEST_REQUEST));
  }

  private Answer refused(int status, String error, String description) {
    journal.append("refused-token", Json.object().put("error", error));
    return Answer.json(
        status, Json.object().put("error", error).put("error_description", description));
  }

  private static byte[] secret(Path file) {
    if (!Files.exists(file)) {
      byte[] made = new byte[32];
      new SecureRandom().nextBytes(made);
      DurableFiles.write(file, made);
    }
    return DurableFiles.read(file);
  }
}
