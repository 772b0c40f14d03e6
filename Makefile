# One line to run, one to check. On Debian as root these install what is missing; elsewhere they say what to install.
MVN  ?= mvn -B
JAVA ?= java
KILLS ?= 100
BREAK ?=
CHANNEL ?= svarinn
CUTS  ?= 60
CHAOS_MINUTES ?= 600
PARTS   ?= throughput,latency,memory,start,pages,reconciliation
REPORTS ?= 400
ROUNDS  ?= 7
STEADY  ?= 60
BACKLOG ?= 10000
OPTIONS ?=
SAMPLE  ?= routes/samples/report.json
JAR  := target/lagret.jar
# The broker that channel FIKS_IO speaks with, for its stand-in.
RABBITMQ := /usr/lib/rabbitmq/bin/rabbitmq-server:rabbitmq-server

.PHONY: run check-routes dry-run diagrams settings test test-hard test-postgresql package format chaos powercut damage screenshots backlog clock bench replay-2023 tools test-tools hard-tools

run: package ## the demo: embedded broker, stand-ins for both sides, invented reports; console on http://localhost:8080; CHANNEL=fiks-io
	$(if $(filter fiks-io,$(CHANNEL)),@./.ci/tools $(RABBITMQ))
	$(JAVA) -XX:+ExitOnOutOfMemoryError -jar $(JAR) --spring.profiles.active=demo --lagret.demo.channel=$(CHANNEL)

check-routes: package ## every route file and setting, without starting anything; OPTIONS=--name=value …
	$(JAVA) -jar $(JAR) check $(OPTIONS)

dry-run: package ## the same, then SAMPLE through the routes against the stand-ins; nothing leaves the machine
	$(JAVA) -jar $(JAR) check --with $(SAMPLE) $(OPTIONS)

settings: tools ## docs/settings.md, from the records that read the settings
	$(MVN) -q test -Dtest=SettingsDocumentTest -Dspotless.check.skip=true -Dtest.jvm=-Dsettings.write=true

diagrams: package ## docs/routes.md, from the route files
	$(JAVA) -jar $(JAR) routes-diagram $(OPTIONS) > target/routes.md && cp target/routes.md docs/routes.md

test: test-tools ## everything that must hold
	$(MVN) verify

test-hard: hard-tools test-tools ## the same with every failpoint hit at least three times, a hundred exchanges of routes, power cuts, damage and clocks; root, loop devices
	$(MVN) verify -Dchaos.kills=93 -Dchaos.activations=100 -Dexcluded.groups=

test-postgresql: test-tools ## the tests of the whole way with the ledger in a real PostgreSQL; not those that deal with the file (tag sqlite)
	$(MVN) test -Dtest='no.lagret.faults.*Test,no.lagret.notice.*Test,no.lagret.console.*Test' \
	  -Dtest.jvm="-Dtest.postgresql=true" -Dexcluded.groups=long,sqlite

package: tools
	$(MVN) -q -DskipTests package

format:
	$(MVN) -q spotless:apply

chaos: tools ## kills the packaged jar KILLS times; BREAK=confirm-before-read-back|… must go red
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=$(if $(filter fiks-io,$(CHANNEL)),FiksIoKillIT,KillIT) \
	  -Dchaos.kills=$(KILLS) -Dchaos.minutes=$(CHAOS_MINUTES) -Dchaos.break=$(BREAK)

powercut: tools ## cuts the power under journal and ledger CUTS times, with both controls; root, loop devices
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PowerCutIT -Dexcluded.groups= -Dchaos.cuts=$(CUTS)

damage: tools ## damages the files of a stopped gateway; fills its disk, makes it read-only and slow; root, loop devices
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=DamageIT,DiskIT,SlowDiskIT -Dexcluded.groups=

screenshots: test-tools ## each page at 320, 768 and 1440 px, light and dark, into target/screenshots
	$(MVN) -q test -Dtest='PagesTest,SettlingTest#deliversOneAgainByKeyboardAlone' -Dspotless.check.skip=true -Dtest.jvm="-Dscreenshots=$(CURDIR)/target/screenshots"

backlog: tools ## BACKLOG reports of 100 KiB, and one of 5 MB for each fifty, queued, killed and delivered
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=BacklogIT -Dexcluded.groups= -Dchaos.backlog=$(BACKLOG)

bench: package ## what the promise costs; PARTS, REPORTS, ROUNDS, STEADY, BACKLOG, OPTIONS=-XX:…,-X… of the JVM
	$(MVN) -q spring-boot:test-run -Dspring-boot.run.main-class=no.lagret.bench.Bench -Dspring-boot.run.arguments="\
	  --parts=$(PARTS) --reports=$(REPORTS) --rounds=$(ROUNDS) --seconds=$(STEADY) --backlog=$(BACKLOG) --options=$(OPTIONS)"

replay-2023: tools ## September 2020 to April 2023 once more, without the gateway and with it: a table, and docs/images/replay-2023.svg
	$(MVN) -q spring-boot:test-run -Dspring-boot.run.main-class=no.lagret.replay.Replay2023 \
	  -Dspring-boot.run.arguments=docs/images/replay-2023.svg

clock: hard-tools ## sets the clock of a running gateway back and forward, and lets summer time end and begin
	$(MVN) verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ClockIT -Dexcluded.groups=

tools:
	@./.ci/tools java:openjdk-17-jdk-headless mvn:maven openssl:openssl npm:npm

test-tools: tools
	@./.ci/tools chromium:chromium $(RABBITMQ)

hard-tools: tools
	@./.ci/tools faketime:faketime
