package no.lagret.demo;

/** One header line. */
record Header(String name, String value) {}
