package no.lagret.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON that comes with the PDF, invented, with the traps that real ones have: local time
 * without an offset, line breaks where the schema forbids them, an empty telephone number.
 */
final class FiksIoForm {

  private FiksIoForm() {}

  /**
   * @param type of the message, which says whether a private person or a public body reports
   */
  static ObjectNode of(String type, Instant sentAt) {
    ObjectNode form =
        Json.object()
            .put("kommunenummer", "9999")
            .put("kommunenavn", "Testvik")
            .put("bydelsnummer", "00")
            .put("bydelsnavn", "Testvik")
            .put(
                "sendingstidspunkt",
                LocalDateTime.ofInstant(sentAt, ZoneId.of("Europe/Oslo"))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString())
            .put("leveringskanal", "FIKS_IO");
    if (type.contains(".offentlig.")) {
      ofPublicBody(form, type.endsWith(".v2"));
    } else {
      ofPrivatePerson(form);
    }
    return form;
  }

  private static void ofPrivatePerson(ObjectNode form) {
    form.putObject("privatMelder")
        .put("personnavn", InventedPerson.NAME)
        .put("telefonnummer", "")
        .set("adresse", address());
    form.putArray("privatBarn")
        .addObject()
        .put("personnavn", InventedPerson.NAME)
        .put("antattAlder", "omtrent 7\når")
        .set("adresse", address());
    form.put("melding", "Barnet kommer ofte sulten på skolen.\n\n" + InventedPerson.MARK);
  }

  private static void ofPublicBody(ObjectNode form, boolean second) {
    ObjectNode reporter =
        form.putObject("offentligMelder")
            .put("personnavn", InventedPerson.NAME)
            .put("rolle", "Lærer\n" + InventedPerson.MARK)
            .put("telefonnummer", "")
            .put("epost", "oppdiktet@example.org");
    reporter
        .putObject("virksomhet")
        .put("navn", "Testvik skole " + InventedPerson.MARK)
        .set("adresse", address());
    form.putArray("offentligBarn")
        .addObject()
        .put("fnr", InventedPerson.NUMBER)
        .put("ufoedt", false)
        .put("personnavn", InventedPerson.NAME)
        .put("orientert", false)
        .set("adresse", address());
    form.putArray("foresatte")
        .addObject()
        .put("personnavn", InventedPerson.NAME)
        .put("orientert", false);
    ObjectNode report =
        form.putObject("melding")
            .put("melding", "Barnet er redd for å gå hjem. " + InventedPerson.MARK)
            .put("historie", "Ingen");
    if (second) {
      report.put("andreSynspunkter", "");
    }
  }

  private static ObjectNode address() {
    return Json.object()
        .put("adresselinje1", "Oppdiktveien 1 " + InventedPerson.MARK)
        .put("postnummer", "5003")
        .put("poststed", "Bergen");
  }
}
