# What needs logic is in scripts/ or in Swift.
.PHONY: help packages build demo test lint format simulate soak fuzz csmith torture prove bench \
	bench-machine bench-vote bench-start bench-wake bench-syscalls bench-data bench-journal \
	bench-durability bench-recovery bench-tracing bench-campaign cycle claims real-programs \
	other-machines clean

# Part of the environment, so that a package description read before libclang was there is read anew.
export THRICE_LIBCLANG := $(wildcard /usr/lib/llvm-19/include/clang-c/Index.h)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

packages: ## install the Debian packages that are missing, saying which
	@scripts/install-packages

build: packages ## build in release mode
	@$(MAKE) --no-print-directory products

products:
	swift build -c release

demo: build ## generate variants, run them with one killed and one lying, show what was masked
	@scripts/demo

test: packages ## build and run all tests
	@scripts/test

lint: ## check the format of all Swift sources
	swift format lint --strict --recursive Package.swift Sources Tests

format: ## format all Swift sources in place
	swift format --in-place --recursive Package.swift Sources Tests

simulate: packages ## play a million seeds of the simulator (hours; THRICE_SEEDS for fewer)
	THRICE_SEEDS=$${THRICE_SEEDS:-1000000} THRICE_JOURNAL_SEEDS=$${THRICE_JOURNAL_SEEDS:-200000} scripts/test --filter SimulationTests

soak: packages ## 10 minutes of brakes demands, 5 of demands with state, while all processes are killed, stopped, slowed, corrupted
	THRICE_SOAK_SECONDS=$${THRICE_SOAK_SECONDS:-600} THRICE_SOAK_JOURNEYS=$${THRICE_SOAK_JOURNEYS:-200} \
	    THRICE_SOAK_DEMANDS=$${THRICE_SOAK_DEMANDS:-1000000} scripts/test --filter SoakTests

fuzz: packages ## read 10 million random and mutated answers, and a million mutated machines
	THRICE_FUZZ_LINES=$${THRICE_FUZZ_LINES:-10000000} scripts/test --filter AnswerFuzzTests
	THRICE_FUZZ_MACHINES=$${THRICE_FUZZ_MACHINES:-1000000} scripts/test --filter MachineFuzzTests
	THRICE_FUZZ_JOURNAL_BYTES=$${THRICE_FUZZ_JOURNAL_BYTES:-2000000000} scripts/test --filter JournalFuzzTests

csmith: packages ## variants of 2,000 random C programs must print the same checksums (a night's work)
	THRICE_CSMITH_PROGRAMS=$${THRICE_CSMITH_PROGRAMS:-2000} THRICE_CSMITH_VARIANTS=$${THRICE_CSMITH_VARIANTS:-4} scripts/test --filter CsmithTests

torture: packages ## variants of gcc's execution tests, fetched from Debian, must pass as these do
	@scripts/torture

prove: ## prove with Frama-C that brakes.c does what Brakes.mch says
	@scripts/install-packages proof
	@scripts/prove

bench: build ## latency and throughput beside a voter in C, and what faults cost, as ratios
	@scripts/bench
	@scripts/bench-recovery
	@scripts/bench-campaign

bench-recovery: build ## what a killed replica, sleeper's, voter or run costs until the next answer, as ratios
	@scripts/bench-recovery

bench-machine: build ## the time of one judgement beside the same by hand, or reading it, as ratios
	@scripts/bench-machine

bench-vote: build ## votes over recordings beside cmp, as ratios, and the time of one vote
	@scripts/bench-vote

bench-start: packages ## the time from a replica's start to its first answer, in a sandbox and without, as ratios
	@scripts/bench-start

bench-wake: ## the time from a demand to the answer of a stopped process, beside one started for it, as a ratio
	@scripts/bench-wake

bench-syscalls: build ## the time of a system call with renumbered codes beside a native one, as ratios
	@scripts/bench-syscalls

bench-data: ## run time of the data transforms, as ratios to the original
	@scripts/bench-data

bench-durability: build ## latency and throughput with each durability beside a voter in C, as ratios
	@scripts/bench-durability

bench-journal: build ## records a second through the journal beside C, and what they cost the voter
	@scripts/bench-journal

bench-tracing: build ## copies a second of a traced program, and what reaching a moment costs
	@$$(swift build -c release --show-bin-path)/thrice-bench-tracing

bench-campaign: build ## trials a second of campaigns beside forks, new starts, strace and gdb, as ratios
	@scripts/bench-campaign

cycle: build ## inject every single-bit fault of one control cycle of brakes (minutes)
	@thrice=$$(swift build -c release --show-bin-path)/thrice; $$thrice generate variants/brakes && \
	    $$thrice campaign run variants/brakes/campaigns/cycle.yaml --jobs $$((2 * $$(nproc)))

claims: build ## half a million faults each in brakes and launch, half of them in what replicas share (a night's work)
	@thrice=$$(swift build -c release --show-bin-path)/thrice; \
	    $$thrice generate variants/brakes && $$thrice generate variants/launch && \
	    for campaign in brakes/campaigns/claims brakes/campaigns/recovery launch/campaigns/claims; do \
	        $$thrice campaign run variants/$$campaign.yaml --jobs $$((2 * $$(nproc))) || exit; done

real-programs: build ## variants of Debian's bzip2, zlib, Lua, jq and SQLite against their own tests
	@scripts/install-packages programs
	@scripts/real-programs

other-machines: packages ## variants for aarch64 and big-endian s390x, run by qemu, against the original
	@scripts/install-packages machines
	scripts/test --filter '(MachineVariant|MachineTool|EmulatedVariant)Tests'

clean: ## remove what was built and generated
	rm -rf .build variants/*/build variants/*/.thrice
