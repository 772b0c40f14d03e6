package no.lagret.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may be a Norwegian national identity number: eleven digits whose last one checks the
 * others (modulo 11). D-numbers and synthetic numbers, with 40 or 80 added to day or month, are
 * checked in the same way; the digit before the last is not looked at, because its rule changes for
 * numbers given from 2032 on.
 */
final class NationalIdentityNumbers {

  private static final Pattern ELEVEN = Pattern.compile("(?<!\\d)(\\d{6})[ ._-]?(\\d{5})(?!\\d)");
  private static final int[] WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

  private NationalIdentityNumbers() {}

  /** Whether there may be one in the text. */
  static boolean in(String text) {
    Matcher found = ELEVEN.matcher(text);
    while (found.find()) {
      if (checks(found.group(1) + found.group(2))) {
        return true;
      }
    }
    return false;
  }

  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * Character.digit(digits.charAt(i), 10);
    }
    return sum % 11 == 0;
  }
}
