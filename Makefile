# The two that matter: `make demo` and `make test`; each does its own set-up.
PYTHON ?=
JOBS ?= 4
OUT ?= out/demo
export PYTHON
# Compiled modules are kept, whatever the shell says: tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test quick venv system system-test lint gathered messages bench pictures clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

demo: system ## all set-up, then the 2023 edition from end to end in out/demo
	.venv/bin/palmares demo $(OUT) --yes

test: system-test ## all set-up, then lint, types and tests
	@$(MAKE) --no-print-directory -j2 lint gathered
	.venv/bin/pytest -n $(JOBS) --dist worksteal

quick: system-test ## the tests without the slow ones, for those who work on the code
	.venv/bin/pytest -n $(JOBS) --dist worksteal -m "not slow"

venv: ## the virtual environment .venv, from constraints.txt
	@scripts/venv.sh

system: venv ## what the program needs of the system (WeasyPrint's libraries, a font)
	@scripts/system.sh

system-test: venv ## what the tests need besides (LibreOffice, Chromium, poppler, Java)
	@scripts/system.sh tests

lint: venv ## ruff, shellcheck and mypy
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/shellcheck -x .ci/run scripts/*.sh
	.venv/bin/mypy

# All processes of the tests would compile the same modules again beside each other.
gathered: venv
	@.venv/bin/pytest --collect-only -qq >/dev/null 2>&1 || true # what is wrong shows in the run

messages: venv ## message catalogues: extract, merge, compile
	.venv/bin/python -m scripts.messages

bench: system ## the figures of benchmarks/, beside what one would pick instead
	.venv/bin/python -m benchmarks

pictures: system-test demo ## the pictures of the README, from out/demo
	.venv/bin/python -m scripts.pictures $(OUT)

clean: ## all that was made: .venv, out, caches
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
