package no.lagret.contractkit;

import java.util.List;

/** What a case system must do, one by one, in the order in which they are tried. */
enum Point {
  GET_UNKNOWN(
      "get-unknown",
      "a lookup of an id that was never stored answers 404 with application/problem+json",
      "A bare 404 may also be a wrong path: say it as problem+json."),
  PUT_NEW(
      "put-new",
      "a new report answers 201 with a stored receipt: its id, a journal reference, a time with"
          + " offset, each file",
      "Answer only when it is stored, with the receipt as body.",
      GET_UNKNOWN),
  PUT_DIGESTS(
      "put-digests",
      "the receipt gives the SHA-256 and the size of each file, computed from what is stored",
      "Compute both from the stored bytes; none is ever sent to you.",
      PUT_NEW),
  GET_STORED(
      "get-stored",
      "a lookup of a stored report answers 200 with the same journal reference, digests and sizes",
      "Answer from what is stored, at once after the put.",
      PUT_NEW),
  READ_BACK(
      "read-back",
      "each stored file is given back byte by byte",
      "Keep the bytes as they came; convert copies only.",
      PUT_NEW),
  UNKNOWN_FILE(
      "unknown-file",
      "a file that was not sent answers 404",
      "Answer 404 for a file that the report does not have.",
      PUT_NEW),
  PUT_AGAIN(
      "put-again",
      "the same report again answers 200 with the same journal reference, and is not stored twice",
      "Look the id up first; the gateway repeats a put whose answer it did not get.",
      PUT_NEW),
  PUT_OTHER_CONTENT(
      "put-other-content",
      "other content under a stored id answers 409 with application/problem+json, and what is"
          + " stored stays",
      "Compare with what is stored, and refuse in words.",
      PUT_DIGESTS),
  TWO_FILES(
      "two-files",
      "a report with PDF and JSON is stored with both",
      "Store every part named fil.",
      READ_BACK),
  LARGE_REPORT(
      "large-report",
      "a report of 5 MB is stored like any other",
      "Raise the limit of your server and of what stands before it.",
      READ_BACK),
  OTHER_CHANNEL(
      "other-channel",
      "a report of channel FIKS_IO without a sender's time is stored too",
      "Require none of the fields that the contract marks with a question mark.",
      READ_BACK),
  AT_THE_SAME_TIME(
      "at-the-same-time",
      "the same report put four times at once is stored once: one 201, then 200, one journal"
          + " reference",
      "Make the id a unique key.",
      PUT_AGAIN),
  CUT_OFF(
      "cut-off",
      "a put that breaks off stores nothing",
      "Store when the whole body has come.",
      PUT_NEW),
  LIST_BY_TIME(
      "list-by-time",
      "the list from fra to before til holds what was stored then, and nothing later",
      "Filter by the time of storing.",
      PUT_NEW),
  LIST_BY_REFERENCE(
      "list-by-reference",
      "the list by journal reference holds that report alone",
      "Filter by journalpostId, whole and exact.",
      PUT_NEW),
  WRONG_TOKEN(
      "wrong-token",
      "a wrong token answers 401 or 403",
      "Check the credentials before anything else.",
      GET_UNKNOWN);

  private final String id;
  private final String expected;
  private final String whatToDo;
  private final List<Point> standsOn;

  Point(String id, String expected, String whatToDo, Point... standsOn) {
    this.id = id;
    this.expected = expected;
    this.whatToDo = whatToDo;
    this.standsOn = List.of(standsOn);
  }

  String id() {
    return id;
  }

  /** What the contract says, in a sentence. */
  String expected() {
    return expected;
  }

  String whatToDo() {
    return whatToDo;
  }

  /** Without which it tells nothing. */
  List<Point> standsOn() {
    return standsOn;
  }
}
