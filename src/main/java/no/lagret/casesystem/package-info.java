/** What the case system answered, and the proof that it stored a report. */
@NullMarked
package no.lagret.casesystem;

import org.jspecify.annotations.NullMarked;
