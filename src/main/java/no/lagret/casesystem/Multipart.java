package no.lagret.casesystem;

import no.lagret.report.Document;
import no.lagret.report.OpenedReport;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** The put request's body, by the case system's contract. */
final class Multipart {

  private final Metadata metadata;

  Multipart(Metadata metadata) {
    this.metadata = metadata;
  }

  HttpEntity of(OpenedReport opened) {
    MultipartEntityBuilder builder =
        MultipartEntityBuilder.create()
            .addTextBody("metadata", metadata.of(opened), ContentType.APPLICATION_JSON);
    for (Document document : opened.documents()) {
      builder.addBinaryBody(
          "fil", document.content(), ContentType.create(document.mimeType()), document.fileName());
    }
    return builder.build();
  }
}
