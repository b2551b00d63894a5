# A short front for CMake (CMakePresets.json). `make help` lists what it does; every build lies in build/<preset>.
SETUP    ?= tools/setup
PREFIX   ?= /usr/local
SECONDS_EACH ?= 60
build     = cmake --preset $(1) $(CMAKE_FLAGS) >/dev/null && cmake --build --preset $(1)
run_tests = ctest --preset $(1) -j $$(nproc)

.PHONY: all help demo test test-web check format asan tsan clang fuzz cov install golden-update bench clean

all: ## the program and the libraries, in build/release
	$(call build,release)

help: ## this list
	@awk -F ':.*## ' '/^[a-z -]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

demo: ## install what is missing, build, and print the account of samples/
	@$(SETUP) build
	@$(call build,release)
	@build/release/copytaster account samples/

test: ## install what is missing, build, and run the tests (not those labelled slow)
	@$(SETUP) build test
	@$(call build,dev)
	@$(call run_tests,dev) -LE slow

test-web: ## the tests of the pages in a browser (installs chromium and nodejs; without them `make test` skips it)
	@$(SETUP) build test web
	@$(call build,dev)
	@$(call run_tests,dev) -L web

check: ## layers, style, complexity, layout, shell scripts
	@$(SETUP) build test check
	@status=0; for check in layers style complexity format scripts; do \
	    if tools/check-$$check; then echo "check-$$check: fine"; else status=1; fi; done; exit $$status

format: ## lay out the C files
	@tools/check-format --fix

asan tsan clang: ## build and run all tests under sanitizers, or as clang compiles them
	@$(SETUP) build test $(if $(filter clang,$@),check)
	@$(call build,$@)
	@$(call run_tests,$@)

fuzz: ## fuzz every target for SECONDS_EACH (60)
	@$(SETUP) build test fuzz
	@$(call build,fuzz)
	@tools/fuzz $(SECONDS_EACH)

cov: ## coverage of the tests, as pages in build/cov/html
	@$(SETUP) build test cov
	@$(call build,cov)
	@tools/coverage

install: ## copy to PREFIX (/usr/local), under DESTDIR when it is set
	@$(SETUP) build
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=$(PREFIX) $(CMAKE_FLAGS) >/dev/null
	@cmake --build --preset release
	@cmake --install build/release

golden-update: ## rewrite the expected outputs under tests/golden; read the diff before committing
	@$(SETUP) build test
	@$(call build,dev)
	@GOLDEN_UPDATE=1 ctest --preset dev -L golden
	@git status --short tests/golden

bench: ## run the benchmarks in bench/
	@$(SETUP) build test
	@$(call build,release)
	@cmake --build --preset release --target bench_stages bench_warc bench_html
	@bench/run

clean: ## remove build/
	rm -rf build
