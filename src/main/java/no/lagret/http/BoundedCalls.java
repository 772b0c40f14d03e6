package no.lagret.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes an HTTP client whose every call ends: after a total deadline, however slowly the other side
 * drips, and after a bounded number of bytes. It follows no redirect, keeps no cookies and repeats
 * nothing by itself.
 *
 * @param deadline for the whole call, from the first byte sent to the last one read
 * @param connectTimeout for the connection alone
 * @param maxBytes of an answer's body; a longer one fails the call
 * @param authorization the value of the Authorization header, or null for none
 * @param tls trust and client certificate, or null for the JVM's own
 */
public record BoundedCalls(
    Duration deadline,
    Duration connectTimeout,
    long maxBytes,
    @Nullable String authorization,
    @Nullable SSLContext tls)
    implements HttpClientConfigurer {

  private static final ScheduledThreadPoolExecutor DEADLINES = deadlines();

  private static ScheduledThreadPoolExecutor deadlines() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("http-deadlines", true));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    Timeout quiet = Timeout.of(deadline);
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(64)
            .setMaxConnTotal(64)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(connectTimeout))
                    .setSocketTimeout(quiet)
                    .build());
    if (tls != null) {
      connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
    }
    client
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(quiet)
                .setConnectionRequestTimeout(quiet)
                .setRedirectsEnabled(false)
                .build())
        .setConnectionManager(connections.build())
        .addExecInterceptorFirst("bounded", new Bounds());
    if (authorization != null) {
      client.addRequestInterceptorLast(
          (request, entity, context) -> request.setHeader("Authorization", authorization));
    }
  }

  /** Never the credentials. */
  @Override
  public String toString() {
    return "BoundedCalls[deadline=" + deadline + ", maxBytes=" + maxBytes + "]";
  }

  private final class Bounds implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
        throws IOException, HttpException {
      Deadline end = new Deadline();
      ScheduledFuture<?> timer =
          DEADLINES.schedule(
              () -> {
                end.pass();
                // Closes the connection under whoever reads from it; no effect once released.
                scope.execRuntime.discardEndpoint();
              },
              deadline.toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity == null) {
          timer.cancel(false);
        } else {
          response.setEntity(new BoundedEntity(entity, maxBytes, timer, end));
        }
        return response;
      } catch (IOException e) {
        timer.cancel(false);
        throw end.explain(e);
      } catch (IllegalStateException e) {
        timer.cancel(false);
        if (end.hasPassed()) {
          // The client's own word for a connection that was closed between two of its steps.
          throw end.explain(new IOException(e));
        }
        throw e;
      } catch (HttpException | RuntimeException e) {
        timer.cancel(false);
        throw e;
      }
    }
  }
}
