package no.lagret.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import tools.jackson.databind.json.JsonMapper;

/** Calls of one side over connections that stay open, with the gateway's own HTTP library. */
public final class DirectCalls {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int CONNECTIONS = 64;

  private final String baseUrl;
  private final CloseableHttpClient client;

  /** To an address, with what it asks for as {@code Authorization}. */
  public DirectCalls(String baseUrl, String authorization) {
    this.baseUrl = baseUrl;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .addRequestInterceptorLast(
                (request, entity, context) -> request.setHeader("Authorization", authorization))
            .build();
  }

  /** The answer, which must have this status. */
  public byte[] get(String path, int status) {
    return call(new HttpGet(baseUrl + path), status);
  }

  /** The answer, which must have this status. */
  public byte[] put(String path, HttpEntity body, int status) {
    HttpPut request = new HttpPut(baseUrl + path);
    request.setEntity(body);
    return call(request, status);
  }

  /** The answer must have this status. */
  public void post(String path, int status) {
    call(new HttpPost(baseUrl + path), status);
  }

  /** What the case system is put: the least metadata that it takes, and the report. */
  public static HttpEntity report(String dispatch, String report, byte[] pdf) {
    String metadata =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("bekymringsmeldingId", report)
                .put("forsendelseId", dispatch)
                .put("kanal", "SVARINN"));
    return MultipartEntityBuilder.create()
        .addTextBody("metadata", metadata, ContentType.APPLICATION_JSON)
        .addBinaryBody("fil", pdf, ContentType.create("application/pdf"), "bekymringsmelding.pdf")
        .build();
  }

  private byte[] call(ClassicHttpRequest request, int status) {
    try {
      return client.execute(
          request,
          response -> {
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
            if (response.getCode() != status) {
              throw new IOException(request + " answered " + response.getCode());
            }
            return body;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
