# taus: pseudonymises transcripts, offline. "make help" lists the targets.

VERSION = 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=

# One build tree a variant, so that objects of different kinds never mix.
# B=/some/folder on the command line builds there instead.
VARIANT ?= release
B = build/$(VARIANT)
other = $(if $(filter command,$(origin B)),$(B)-$(1),build/$(1))

# Debian packages: to build; to run the tests and the demo; to work on taus.
BUILD_DEPS = gcc libc6-dev pkgconf libpcre2-dev libsodium-dev libarchive-dev \
	libxlsxwriter-dev libexpat1-dev libjansson-dev libminizip-dev \
	libutf8proc-dev libcyaml-dev libyaml-dev libseccomp-dev libcsv-dev \
	liblpsolve55-dev zlib1g-dev
TEST_DEPS = libcmocka-dev age minisign jq libxml2-utils strace time unzip zip
DEV_DEPS = clang clang-format libclang-rt-14-dev cppcheck gcovr git mandoc \
	shellcheck valgrind
BENCH_DEPS = ripgrep g++ libre2-dev libhyperscan-dev valgrind

PKGS = libpcre2-8 libsodium libarchive xlsxwriter expat jansson minizip \
	libutf8proc libcyaml yaml-0.1 libseccomp zlib
PKG_CONFIG ?= pkg-config
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
CPPFLAGS += -Ilib -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
	-DRULES_DIR='"$(PREFIX)/share/taus/rules"' $(PKG_CFLAGS)
LDLIBS += $(PKG_LIBS) -lcsv -llpsolve55 -lcolamd -lm -ldl

CFLAGS ?= -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wcast-qual -Wpointer-arith \
	-Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough $(if $(WERROR),-Werror)
HARDEN = -fstack-protector-strong -fPIE
SANITIZE = -fsanitize=address,undefined
KIND.release = -O2 -D_FORTIFY_SOURCE=2 $(HARDEN)
KIND.debug = -O0 -g3
KIND.asan = -O1 $(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
KIND.cov = -O0 --coverage
KIND.fuzz = $(KIND.asan) -fsanitize=fuzzer-no-link
LINK.release = -pie -Wl,-z,relro,-z,now
LINK.asan = $(SANITIZE)
LINK.cov = --coverage
LINK.fuzz = $(SANITIZE)
ifeq ($(VARIANT),fuzz)
CC = clang
endif
ALL_CFLAGS = -std=c11 $(WARN) $(CFLAGS) $(KIND.$(VARIANT)) -MMD -MP
link = $(CC) $(CFLAGS) $(LINK.$(VARIANT)) $(LDFLAGS) -o $@

LIB = $(patsubst %.c,$(B)/%.o,$(wildcard lib/*/*.c))
CMD = $(patsubst %.c,$(B)/%.o,$(wildcard cmd/*.c))
TOOLS = $(patsubst %.c,$(B)/%,$(wildcard tests/tools/*.c))
UNIT = $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
FUZZ = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAY = $(FUZZ:%=$(B)/tests/fuzz/%.replay)
UNIT_RUN = $(if $(T),$(foreach u,$(UNIT),$(if $(findstring $(T),$(notdir $(u))),$(u))),$(UNIT))

# Quiet unless V=1. Sub-makes build on every core unless -j was given.
Q = $(if $(V),,@)
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $@;)
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
SUB = $(MAKE) --no-print-directory
PAR = $(SUB) $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS)))$(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS) -Otarget)

## all: build the program (VARIANT=release, debug, asan, cov or fuzz)
all: $(B)/taus $(B)/rules

$(B)/taus: $(CMD) $(B)/shipped.o $(B)/lib.a $(B)/objects
	$(call say,LD)$(link) $(CMD) $(B)/shipped.o $(B)/lib.a $(LDLIBS)

# The digest of the rules as they are now, whose examples this runs: the program runs
# them at its start only for other rules.
$(B)/cmd/make/shipped: $(B)/cmd/make/shipped.o $(B)/lib.a
	$(call say,LD)$(link) $^ $(LDLIBS)
$(B)/shipped.c: $(B)/cmd/make/shipped $(wildcard rules/*.* rules/*/*.*)
	$(call say,RULES)$< rules >$@
$(B)/shipped.o: $(B)/shipped.c
	$(call say,CC)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# The program finds its rules beside itself, here as where it is installed.
$(B)/rules: | $(B)/flags
	@ln -sfn '$(CURDIR)/rules' $@

$(B)/lib.a: $(LIB) $(B)/objects
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $(LIB)

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

# A test may leave a result unread: what it looks at next tells.
$(B)/tests/%.o: WARN += -Wno-unused-result

# Two files that change only when what they say does: objects depend on how
# they are compiled, the library and the program on which objects there are.
changed = $(file >$@.new,$(1))@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(B)/flags: FORCE | $(B)
	$(check-packages)
	$(call changed,$(CC) $(CPPFLAGS) $(CFLAGS) $(KIND.$(VARIANT)))
$(B)/objects: $(B)/flags FORCE | $(B)
	$(call changed,$(sort $(LIB) $(CMD)))
$(B):
	@mkdir -p $@
FORCE:

# Say which package is missing before the compiler says which header is.
# Where there is no dpkg-query, pkg-config is asked instead.
define check-packages
	@sh .ci/install --check $(BUILD_DEPS)
	@command -v $(PKG_CONFIG) >/dev/null || { echo 'taus needs $(PKG_CONFIG)' >&2; exit 1; }
	@$(PKG_CONFIG) --exists --print-errors $(PKGS)
endef

## demo: an invented study through every step (installs what it needs)
demo: deps
	+$(Q)$(PAR) all
	$(Q)sh samples/demo.sh $(B)

## check: every test: unit, cli, layers, messages, replay (installs what it needs)
check: deps
	+$(Q)$(PAR) -k check-build || { echo '0 passed, 1 failed'; exit 1; }
	+$(Q)MAKE='$(SUB)' sh tests/check.sh unit cli layers messages replay
check-build: all $(UNIT) $(REPLAY) $(TOOLS) $(B)/tests/accuracy/studies

## unit: unit tests (T=word runs the programs with the word in their name)
unit: $(UNIT)
	$(Q)sh tests/unit/run.sh $(UNIT_RUN)

$(UNIT): $(B)/%: $(B)/%.o $(B)/lib.a
	$(call say,LD)$(link) $< $(B)/lib.a $(LDLIBS) -lcmocka

$(TOOLS): $(B)/%: $(B)/%.o $(B)/lib.a
	$(call say,LD)$(link) $< $(B)/lib.a $(LDLIBS)

## cli: command tests (T=glob; UPDATE=1 rewrites what is expected)
cli: all $(TOOLS) $(B)/tests/accuracy/studies
	$(Q)UPDATE='$(UPDATE)' sh tests/cli/run.sh $(B) '$(T)'

## layers: no room of lib/ looks below itself
layers:
	$(Q)sh tests/lint/layers.sh

## messages: every message has one text in each language, and is used
messages:
	$(Q)sh tests/lint/messages.sh

## replay: run every fuzz corpus once, with any compiler
replay: $(REPLAY)
	$(Q)status=0; for f in $(FUZZ); do \
		$(B)/tests/fuzz/$$f.replay tests/fuzz/corpus/$${f#fuzz_} || status=1; \
	done; exit $$status

$(REPLAY): $(B)/%.replay: $(B)/%.o $(B)/tests/fuzz/replay.o $(B)/lib.a
	$(call say,LD)$(link) $< $(B)/tests/fuzz/replay.o $(B)/lib.a $(LDLIBS)

## sanitize: check under the address and undefined-behaviour sanitizers
sanitize:
	+$(Q)$(SUB) VARIANT=asan B=$(call other,asan) check

## fuzz: fuzz each target for SECONDS=60, from its corpus (needs clang)
SECONDS ?= 60
fuzz: deps-dev
	+$(Q)$(SUB) VARIANT=fuzz B=$(call other,fuzz) fuzz-run
fuzz-run: $(FUZZ:%=$(B)/tests/fuzz/%)
	$(Q)set -e; for f in $(FUZZ); do mkdir -p $(B)/found/$$f; \
		$(B)/tests/fuzz/$$f -max_total_time=$(SECONDS) \
		-artifact_prefix=$(B)/found/$$f/ $(B)/found/$$f \
		tests/fuzz/corpus/$${f#fuzz_}; done
$(FUZZ:%=$(B)/tests/fuzz/%): %: %.o $(B)/lib.a
	$(call say,LD)$(link) -fsanitize=fuzzer $< $(B)/lib.a $(LDLIBS)

## coverage: lines that the tests reach, by file
coverage: deps-dev
	$(Q)find $(call other,cov) -name '*.gcda' -delete 2>/dev/null || :
	+$(Q)$(SUB) VARIANT=cov B=$(call other,cov) check
	$(Q)gcovr -r . --object-directory $(call other,cov) -f 'lib/' -f 'cmd/'

## lint: layers, messages, sizes, symbols, headers, format, cppcheck, shell, manuals
lint: deps-dev deps
	+$(Q)$(PAR) $(B)/lib.a
	+$(Q)CC='$(CC)' CPPFLAGS='$(subst ','\'',$(CPPFLAGS))' JOBS=$(JOBS) \
		sh tests/lint/run.sh $(B)/lib.a $(T)

## bench: speed beside other tools, and memory (SIZE=16 MiB, N=7 rounds; minutes)
bench: deps all $(B)/tests/bench/measure $(B)/tests/bench/find
	$(Q)for p in $(BENCH_DEPS); do sh .ci/install $$p >/dev/null 2>&1 || \
		echo "$$p cannot be installed here"; done
	$(Q)CC='$(CC)' SIZE='$(SIZE)' N='$(N)' sh tests/bench/peers.sh $(B)
	$(Q)SIZES='$(SIZES)' ROUNDS='$(ROUNDS)' sh tests/bench/run.sh $(B)
$(B)/tests/bench/measure: $(B)/tests/bench/measure.o
	$(call say,LD)$(link) $<
$(B)/tests/bench/find: $(B)/tests/bench/find.o $(B)/shipped.o $(B)/lib.a
	$(call say,LD)$(link) $^ $(LDLIBS)

## studies: who is left in N=20 invented studies (SEED=1; tests/accuracy/studies.sh)
studies: all $(B)/tests/accuracy/studies
	$(Q)sh tests/accuracy/studies.sh $(B) '$(or $(N),20)' '$(or $(SEED),1)'
$(B)/tests/accuracy/studies: $(patsubst %.c,$(B)/%.o,$(wildcard tests/accuracy/*.c)) $(B)/lib.a
	$(call say,LD)$(link) $^ $(LDLIBS)

## bare: demo and check in a bare Debian made by debootstrap (root)
bare:
	$(Q)sh tests/bare/debootstrap.sh $(FROM)

## install, uninstall: to PREFIX=/usr/local, below DESTDIR
SHARE = $(DESTDIR)$(PREFIX)/share
# Where Debian's shells look: zsh has one folder for packages and one for /usr/local.
COMPLETIONS = bash-completion/completions/taus fish/vendor_completions.d/taus.fish \
	zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)/_taus
install: $(B)/taus
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(SHARE)/taus'
	install -m 755 $(B)/taus '$(DESTDIR)$(PREFIX)/bin/taus'
	for s in 1 5 7; do for m in cmd/man/*.$$s; do [ ! -e "$$m" ] || \
		install -D -m 644 "$$m" "$(SHARE)/man/man$$s/$${m##*/}" || exit; done; done
	find rules -type f -exec install -D -m 644 {} '$(SHARE)/taus/{}' \;
	for c in $(COMPLETIONS); do install -d "$(SHARE)/$${c%/*}" && \
		LC_ALL=C $(B)/taus completion "$${c%%[-/]*}" >"$(SHARE)/$$c" && \
		chmod 644 "$(SHARE)/$$c" || exit; done
uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/taus'
	for m in cmd/man/*.[157]; do \
		rm -f "$(SHARE)/man/man$${m##*.}/$${m##*/}" || exit; done
	for c in $(COMPLETIONS); do rm -f "$(SHARE)/$$c" || exit; done
	rm -rf '$(SHARE)/taus'

## dist: a source archive that is the same whoever makes it
dist:
	$(Q)mkdir -p build
	$(Q)sh tests/lint/dist.sh --make build/taus-$(VERSION).tar.gz
	$(Q)cd build && sha256sum taus-$(VERSION).tar.gz | tee taus-$(VERSION).tar.gz.sha256

## deps: install what building and testing need, from Debian, if it is missing
deps:
	$(Q)sh .ci/install $(BUILD_DEPS) $(TEST_DEPS)

## deps-dev: install what developing needs besides
deps-dev:
	$(Q)sh .ci/install $(DEV_DEPS)

## clean: remove build/
clean:
	rm -rf build

## help: this list
help:
	@sed -n 's/^## //p' Makefile

.PHONY: all demo check check-build unit cli layers messages replay sanitize fuzz \
	fuzz-run coverage lint bench studies bare install uninstall dist deps deps-dev clean \
	help FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(patsubst %.c,$(B)/%.d,$(wildcard lib/*/*.c cmd/*.c cmd/*/*.c tests/*/*.c))
