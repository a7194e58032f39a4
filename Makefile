# What people and CI type. Each target installs what it needs of the system's packages by itself.

SHELL = /bin/bash
.SHELLFLAGS = -o pipefail -c

DEMO ?= demo-fleet
PREFIX ?= /usr/local
SWIFT_BUILD_FLAGS ?=
# With the runtime in it the program starts in half the time, and needs no toolchain where it runs.
STATIC = $(if $(filter Linux,$(shell uname)),--static-swift-stdlib)
RELEASE = swift build --configuration release --product fleet $(STATIC) $(SWIFT_BUILD_FLAGS)

.PHONY: help demo test test-templates test-sanitize bench counts check format docs install

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

demo: ## make a fleet to play with (DEMO=DIR) and change all of it
	@scripts/install-packages build demo
	$(RELEASE)
	@scripts/demo "$$($(RELEASE) --show-bin-path)/fleet" "$(DEMO)"

test: ## run every test
	@scripts/install-packages build test
	@scripts/install-cookiecutter
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	@scripts/test $(SWIFT_BUILD_FLAGS)

test-templates: ## stamp every template that we ship, run its tests, and serve it
	@scripts/install-packages build templates
	swift build --product fleet $(SWIFT_BUILD_FLAGS)
	@FLEET="$$(swift build --product fleet $(SWIFT_BUILD_FLAGS) --show-bin-path)/fleet" scripts/test-templates

test-sanitize: ## run the tests of Git and Threads under ThreadSanitizer and AddressSanitizer
	@scripts/install-packages build test
	scripts/test-sanitize thread
	scripts/test-sanitize address

bench: ## measure fleet beside other tools and write docs/performance.md (SERVICES=N, RUNS=N)
	@scripts/install-packages build bench
	$(RELEASE)
	@Benchmarks/jobs/run "$$($(RELEASE) --show-bin-path)/fleet"

counts: ## hold instructions, requests and bytes a repository to Benchmarks/counts/allowed.json (UPDATE=1 writes them)
	@scripts/install-packages build counts
	$(RELEASE)
	@Benchmarks/counts/run "$$($(RELEASE) --show-bin-path)/fleet" $(if $(UPDATE),--update)

check: ## check format and conventions
	@scripts/check

format: ## format all sources
	swift format --in-place --recursive --parallel Sources Tests Package.swift

docs: ## write docs/commands.md anew from the commands' help
	FLEET_UPDATE=1 swift test --filter CommandReferenceTests

install: ## install the program below PREFIX
	@scripts/install-packages build
	$(RELEASE)
	@scripts/install "$$($(RELEASE) --show-bin-path)/fleet" "$(DESTDIR)$(PREFIX)"
