package no.lagret.bench;

/**
 * What one run of a load gave.
 *
 * @param perSecond reports a second, from the portal's list to the last confirmation
 * @param cpuSeconds for each report, of the measured process alone
 */
record Run(double perSecond, double cpuSeconds) {}
