# Two commands on a fresh machine: `make run` opens Catchlight, `make test` runs every test. `make help` names the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: package-linux package-windows test-linux test-windows reproduce package-macos check-macos sbom run build test race proof lint format soak fuzz bench compare licences clean help setup setup-test setup-proof

PROGRAM := build/catchlight$(if $(findstring Windows,$(OS)),.exe)

# nodynamic: HEIC and AVIF by the decoders inside the program, never by whatever library the system happens to have.
# Worked out when a recipe runs: the set-up may just have installed libjpeg-turbo.
export CATCHLIGHT_TAGS = migrated_fynedo,no_animations,nodynamic$(shell pkg-config --exists libturbojpeg 2>/dev/null && echo ,turbojpeg)

# A fixed version: nothing is linked anew for a commit, and a checkout that git distrusts builds too.
VERSION := $(shell sed -n 's/^Version = "\(.*\)"$$/\1/p' FyneApp.toml)

# GITHUB_REPOSITORY, OWNER/NAME, is where the program asks for updates: the workflow that makes releases has it.
# Without, the program asks nobody.

# How long make soak goes on, and in which Debian make test-linux tries the package.
MINUTES ?= 60
SUITE ?= bookworm

run: build ## build, then open the window, or with ARGS="tag --dry-run PATH" run a command
	@$(PROGRAM) $(ARGS)

build: setup ## set up, build build/catchlight and put ONNX Runtime beside it
	@test -e $(PROGRAM) || echo "catchlight: building (the first time it takes some minutes)" >&2
	@go build -buildvcs=false -tags $(CATCHLIGHT_TAGS) -ldflags "-X main.version=$(VERSION) -X main.repository=$(GITHUB_REPOSITORY)" -o $(PROGRAM) ./app
	@sh packaging/onnxruntime.sh build >/dev/null

test: setup-test build ## set up and run every test, on a display of its own
	@sh packaging/test.sh

# For the window's packages the toolkit is compiled once more.
race: setup-test build ## every test of every package under the race detector, the window's too
	@sh packaging/test.sh -race -timeout 60m ./...

proof: setup-proof build ## the long proof of the keyword writer: every corpus file, faults, kills, with its figures
	@CATCHLIGHT_PROOF=1 sh packaging/test.sh -count=1 -v -timeout 12h ./app/proof ./library/keywords ./library/sidecar ./library/safewrite ./library

lint: build ## formatting, vet, staticcheck, complexity, the layers' direction, known vulnerabilities, workflows
	@sh packaging/lint.sh run

format: setup ## format the Go files as lint wants them
	@sh packaging/lint.sh fmt

soak: setup-test build ## photos come, are written, taken back, renamed, edited elsewhere, for MINUTES=60, under the race detector
	@CATCHLIGHT_SOAK=$(MINUTES) sh packaging/test.sh -race -count=1 -v -timeout 0 -run '^TestSoak$$' ./tagging/clip

fuzz: setup ## every fuzz target, SECONDS_EACH=30 seconds each
	@sh packaging/fuzz.sh $(ARGS)

bench: build ## index and write speed on this machine, over the photos in ARGS="FOLDER"
	@bash packaging/bench.sh $(ARGS)

compare: build ## the figures of docs/COMPARISON.md: ARGS=tag, write, managers, damage, accuracy, growth, window or all; without, index speed beside rclip
	@bash packaging/compare.sh $(ARGS)

package-linux: setup ## .deb, .rpm, Arch package and a tar.xz in build/packages
	@sh packaging/linux/build.sh

package-windows: setup ## the Windows program as a zip and as an installer, in build/packages
	@sh packaging/windows/build.sh

test-linux: ## use the packages of package-linux in an empty Debian (SUITE=bookworm): install, tag, write, undo by hand, remove; as root
	@sh packaging/linux/try.sh $(SUITE)

test-windows: ## use what package-windows made under Wine: odd names and paths; the installer and its program by hand; uninstall
	@sh packaging/windows/try.sh
	@sh packaging/windows/try-installer.sh

reproduce: setup ## make the packages for Linux and Windows twice, in different folders: the same SHA-256 or a failure
	@sh packaging/reproduce.sh

package-macos: setup ## the app and a disk image in build/packages, on a Mac
	@sh packaging/macos/build.sh

check-macos: setup ## what can be checked of the app for macOS on any system
	@sh packaging/macos/check.sh

sbom: build ## the bill of materials of the program in build/packages (CycloneDX)
	@sh packaging/sbom.sh

licences: setup ## collect the licences of all that is linked in into packaging/licences
	@sh packaging/licences.sh

clean: ## remove what was built (the caches of Go and of ONNX Runtime stay)
	@rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup:
	@sh packaging/setup.sh build

setup-test:
	@sh packaging/setup.sh test

setup-proof:
	@sh packaging/setup.sh proof
