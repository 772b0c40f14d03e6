package no.lagret.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Invented reports: small, true PDF files of any wanted size. */
public final class SampleReport {

  /** The smallest size that can be asked for, in bytes. */
  public static final int SMALLEST = 1400;

  private SampleReport() {}

  /** A report of the size that most have. */
  public static byte[] pdf(String reportId) {
    return pdf(reportId, 8 * 1024);
  }

  /**
   * A PDF of exactly {@code size} bytes, the same for the same arguments, that two ids never share.
   *
   * @throws IllegalArgumentException below {@link #SMALLEST}
   */
  public static byte[] pdf(String reportId, int size) {
    if (size < SMALLEST) {
      throw new IllegalArgumentException("A sample report has at least " + SMALLEST + " bytes");
    }
    // The padding's length and the table's offset are written in digits, so it is approached from
    // below and the last few bytes are line ends after the end mark, where readers allow them.
    int padding = size - build(reportId, 0).length - 16;
    byte[] pdf = build(reportId, padding);
    byte[] padded = Arrays.copyOf(pdf, size);
    Arrays.fill(padded, pdf.length, size, (byte) '\n');
    return padded;
  }

  /**
   * The JSON that comes with it on channel FIKS_IO.
   *
   * @param type of the message
   */
  public static String form(String type) {
    return Json.text(FiksIoForm.of(type, Instant.now()));
  }

  private static byte[] build(String reportId, int padding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    write(out, "%PDF-1.4\n%\u00e6\u00f8\u00e5\u00c6\n");
    object(out, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
    object(out, offsets, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object(
        out,
        offsets,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
            + " /Resources << /Font << /F1 4 0 R >> >> >>");
    object(
        out,
        offsets,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    stream(out, offsets, text(reportId));
    stream(out, offsets, noise(reportId, padding));
    int table = out.size();
    write(out, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> write(out, String.format("%010d 00000 n \n", offset)));
    write(out, "trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\n");
    write(out, "startxref\n" + table + "\n%%EOF\n");
    return out.toByteArray();
  }

  private static String text(String reportId) {
    return String.join(
        "\n",
        "BT /F1 16 Tf 60 770 Td (Bekymringsmelding til barnevernet) Tj",
        "/F1 11 Tf 0 -30 Td (Melding " + reportId.replaceAll("[()\\\\]", "_") + ") Tj",
        "0 -22 Td (Gjelder: " + InventedPerson.NAME + ", " + InventedPerson.NUMBER + ") Tj",
        "0 -22 Td (Barnet kommer ofte sulten på skolen og er redd for å gå hjem.) Tj",
        "0 -22 Td (Personer og hendelser i denne meldingen er oppdiktet.) Tj ET");
  }

  private static String noise(String seed, int length) {
    Random random = new Random(seed.hashCode());
    StringBuilder noise = new StringBuilder(Math.max(0, length));
    for (int i = 0; i < length; i++) {
      noise.append((char) ('a' + random.nextInt(26)));
    }
    return noise.toString();
  }

  private static void stream(ByteArrayOutputStream out, List<Integer> offsets, String content) {
    object(
        out, offsets, "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
  }

  private static void object(ByteArrayOutputStream out, List<Integer> offsets, String body) {
    offsets.add(out.size());
    write(out, offsets.size() + " 0 obj\n" + body + "\nendobj\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
