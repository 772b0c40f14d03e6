package no.lagret.demo;

/**
 * One part of a multipart body.
 *
 * @param fileName empty when the part is no file
 */
record Part(String name, String fileName, byte[] bytes) {

  Part with(byte[] other) {
    return new Part(name, fileName, other);
  }
}
