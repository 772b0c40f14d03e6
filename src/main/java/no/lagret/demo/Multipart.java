package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads multipart/form-data (RFC 7578). */
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /**
   * @throws IllegalArgumentException when it is none, or ends before its last boundary
   */
  static List<Part> parts(@Nullable String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (contentType == null
        || !contentType.toLowerCase().startsWith("multipart/form-data")
        || !boundary.find()) {
      throw new IllegalArgumentException("multipart/form-data with a boundary was expected");
    }
    String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    byte[] delimiter = ("--" + mark).getBytes(StandardCharsets.ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = after(body, delimiter, 0);
    while (!startsWith(body, at, "--")) {
      int end = indexOf(body, delimiter, at);
      if (end < 0) {
        throw new IllegalArgumentException("The multipart body ends before its last boundary");
      }
      // Between two delimiters: CRLF, the part, CRLF.
      parts.add(part(Arrays.copyOfRange(body, at + 2, end - 2)));
      at = end + delimiter.length;
    }
    return parts;
  }

  private static Part part(byte[] raw) {
    int blank = indexOf(raw, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0);
    if (blank < 0) {
      throw new IllegalArgumentException("A part without an end of its headers");
    }
    String headers = new String(raw, 0, blank, StandardCharsets.UTF_8);
    return new Part(
        parameter(headers, "name"),
        parameter(headers, "filename"),
        Arrays.copyOfRange(raw, blank + 4, raw.length));
  }

  private static String parameter(String headers, String name) {
    Matcher matcher =
        Pattern.compile("[;\\s]" + name + "=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE)
            .matcher(headers);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static int after(byte[] body, byte[] delimiter, int from) {
    int found = indexOf(body, delimiter, from);
    if (found < 0) {
      throw new IllegalArgumentException("The multipart body does not hold its boundary");
    }
    return found + delimiter.length;
  }

  private static boolean startsWith(byte[] body, int at, String text) {
    return at + text.length() <= body.length
        && new String(body, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private static int indexOf(byte[] in, byte[] wanted, int from) {
    for (int at = from; at <= in.length - wanted.length; at++) {
      if (Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
