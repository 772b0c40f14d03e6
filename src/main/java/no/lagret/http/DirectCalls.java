package no.lagret.http;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Calls past every route, by a client that no route file configures. */
public final class DirectCalls implements AutoCloseable {

  private final InstantSource clock;
  private final CloseableHttpClient client;

  public DirectCalls(BoundedCalls calls, InstantSource clock) {
    this.clock = clock;
    HttpClientBuilder builder = HttpClientBuilder.create();
    calls.configureHttpClient(builder);
    this.client = builder.build();
  }

  /**
   * Reads what is there, whatever the status.
   *
   * @throws IOException when no whole answer came within the deadline
   */
  public HttpAnswer get(String url) throws IOException {
    return client.execute(new HttpGet(url), this::answer);
  }

  /**
   * Sends a body, whatever the status.
   *
   * @throws IOException when no whole answer came within the deadline
   */
  public HttpAnswer put(String url, HttpEntity body) throws IOException {
    HttpPut put = new HttpPut(url);
    put.setEntity(body);
    return client.execute(put, this::answer);
  }

  /**
   * Reads what is there with these headers, whatever the status.
   *
   * @throws IOException when no whole answer came within the deadline
   */
  public HttpAnswer get(String url, Map<String, String> headers) throws IOException {
    return call(new HttpGet(url), headers);
  }

  /**
   * Posts a body with these headers, whatever the status.
   *
   * @throws IOException when no whole answer came within the deadline
   */
  public HttpAnswer post(String url, HttpEntity body, Map<String, String> headers)
      throws IOException {
    HttpPost post = new HttpPost(url);
    post.setEntity(body);
    return call(post, headers);
  }

  private HttpAnswer call(ClassicHttpRequest request, Map<String, String> headers)
      throws IOException {
    headers.forEach(request::setHeader);
    return client.execute(request, this::answer);
  }

  private HttpAnswer answer(ClassicHttpResponse response) throws IOException {
    byte[] body =
        response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
    return new HttpAnswer(
        response.getCode(),
        HttpAnswer.mediaType(value(response.getFirstHeader("Content-Type"))),
        HttpAnswer.retryAfter(
            value(response.getFirstHeader("Retry-After")),
            value(response.getFirstHeader("Date")),
            clock.instant()),
        body == null ? new byte[0] : body);
  }

  private static @Nullable String value(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
