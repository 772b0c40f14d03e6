/** Tells people of alarms by e-mail, webhook and syslog, and tries until each is told. */
@NullMarked
package no.lagret.notice;

import org.jspecify.annotations.NullMarked;
