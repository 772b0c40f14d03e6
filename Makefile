# One line to run, one to check. On Debian as root these install what is missing; elsewhere they say what to install.
MVN  ?= mvn -B
JAVA ?= java
KILLS ?= 100
BREAK ?=
CHAOS_MINUTES ?= 600
JAR  := target/lagret.jar

.PHONY: run test test-hard package format chaos tools

run: package ## the demo: embedded broker, stand-ins for both sides, invented reports; console API on http://localhost:8080
	$(JAVA) -jar $(JAR) --spring.profiles.active=demo

test: tools ## everything that must hold
	$(MVN) verify

test-hard: tools ## the same, with every failpoint hit at least three times instead of kills for three minutes
	$(MVN) verify -Dchaos.kills=93

package: tools
	$(MVN) -q -DskipTests package

format:
	$(MVN) -q spotless:apply

chaos: tools ## kills the packaged jar KILLS times; BREAK=confirm-before-read-back|… must go red
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=KillIT \
	  -Dchaos.kills=$(KILLS) -Dchaos.minutes=$(CHAOS_MINUTES) -Dchaos.break=$(BREAK)

tools:
	@./.ci/tools java:openjdk-17-jdk-headless mvn:maven openssl:openssl
