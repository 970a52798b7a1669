# Two commands do everything: make build, make test. All targets install what they need into .venv.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: build publish status dashboard report pictures lock test test-full bench docs clean

comma := ,
SOURCE ?= shop#       event sources, separated by commas: shop, shop_files, ga4, rees46, retailrocket
GA4_EVENTS ?=#        glob of a GA4 export in Parquet, for SOURCE=ga4
PRESET ?= shop#       what the simulator makes, for SOURCE=shop: shop, classic
SEED ?= 1#            of the simulator
SIMULATE ?=#          more of its arguments, as in SIMULATE='--days 30 --late-rate 0'
VARS ?=#              more dbt vars, as in VARS='sessionise_by: source'
FULL_REFRESH ?=#      1: make every table anew instead of adding the new loads
FORMAT ?= duckdb#     of the published marts: duckdb, parquet
ROLLBACK ?=#          1: make publish swaps the version before back in
PORT ?= 8501#         of the dashboard, on this machine alone
ONLY ?=#              a part of make test-full, the word of a test's name; of make bench: peers, funnels, increments, growth, parts
LARGE ?=#             1: make bench goes up to 100 million events, which takes hours and 60 GB of disk

export DO_NOT_TRACK = 1
export WAREHOUSE_PATH ?= data/warehouse.duckdb
export MARTS_PATH ?= data/marts.duckdb

SUPPORTED = import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c '$(SUPPORTED)' 2>/dev/null \
	&& echo $$python && break; done)
PUBLISH = .venv/bin/python scripts/publish_marts.py --format $(strip $(FORMAT))
HAS_SHOP = $(filter shop,$(subst $(comma), ,$(SOURCE)))
DBT_VARS = --vars '{event_sources: [$(strip $(SOURCE))], ga4_events: "$(strip $(GA4_EVENTS))", has_truth: $(if $(HAS_SHOP),true,false), $(VARS)}'

build: .venv/warehouse seeds/agent_patterns.csv
ifneq ($(HAS_SHOP),)
	.venv/bin/python scripts/generate_events.py --preset $(strip $(PRESET)) --seed $(strip $(SEED)) $(SIMULATE)
endif
	.venv/bin/python scripts/build_warehouse.py $(if $(strip $(FULL_REFRESH)),--full-refresh) $(DBT_VARS)
	$(PUBLISH)
	.venv/bin/python scripts/show_summary.py

publish: .venv/warehouse
	$(PUBLISH) $(if $(strip $(ROLLBACK)),--rollback)

status: .venv/warehouse
	@.venv/bin/python scripts/show_status.py

dashboard: .venv/dashboard
	@.venv/bin/python scripts/show_dashboard.py --port $(strip $(PORT))

report: .venv/dashboard
	@.venv/bin/python scripts/make_report.py

pictures: .venv/dev report docs
	@.venv/bin/python scripts/take_pictures.py

lock: .venv/warehouse seeds/agent_patterns.csv
	@.venv/bin/python scripts/lock_kpis.py

test: .venv/dev .venv/dashboard seeds/agent_patterns.csv
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/sqlfluff lint --processes 2 analyses models tests/quality tests/reconciliation tests/semantics
	.venv/bin/dbt parse --no-partial-parse --warn-error
	.venv/bin/dbt parse --no-partial-parse --warn-error --vars '{event_sources: [shop, ga4]}'
	.venv/bin/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

test-full: .venv/dev .venv/dashboard .venv/bench seeds/agent_patterns.csv
	MEMORY_LIMIT=40% .venv/bin/pytest -m full -k '$(strip $(ONLY))' -raP --durations=0 \
		--numprocesses 2 --dist loadfile --no-loadscope-reorder

bench: .venv/warehouse .venv/bench seeds/agent_patterns.csv
	.venv/bin/python bench/run.py $(if $(strip $(LARGE)),--large)$(if $(strip $(ONLY)), --only $(strip $(ONLY)))

docs: .venv/warehouse seeds/agent_patterns.csv
	.venv/bin/dbt docs generate --static $(DBT_VARS)
	@echo 'The pages are one file, target/static_index.html: open it in a browser, no server needed.'

clean:
	rm -rf target logs .venv

.venv/python:
	@test -n '$(PYTHON)' || { echo 'Funnel Warehouse needs Python 3.11, 3.12 or 3.13: install one, or name it as in make PYTHON=/path/to/python3.12'; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' || { echo '$(PYTHON) is no Python 3.11, 3.12 or 3.13: name one, as in make PYTHON=/path/to/python3.12'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/warehouse: requirements.txt | .venv/python
	.venv/bin/pip install --require-hashes -r requirements.txt
	@touch $@

seeds/agent_patterns.csv: scripts/read_agent_patterns.py .venv/warehouse
	.venv/bin/python scripts/read_agent_patterns.py

.venv/bench: requirements/bench.txt | .venv/python
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/pip install --require-hashes -r requirements/bench.txt
	@touch $@

.venv/dashboard: requirements/dashboard.txt .venv/warehouse
	.venv/bin/pip install --require-hashes -r requirements/dashboard.txt
	@touch $@

.venv/dev: requirements/dev.txt .venv/warehouse
	.venv/bin/pip install --require-hashes -r requirements/dev.txt
	@touch $@
