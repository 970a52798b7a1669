{#- What speaks against KPIs as they are defined, a line each: `refused` in any case, `unlocked` until `make lock` has
    recorded it. A KPI may change only with a higher version that `seeds/kpi_changes.csv` tells of. -#}
{% macro unlocked_kpis() %}
    {%- set now, locked, told = kpi_checksums(), {}, [] -%}
    {%- for row in seed_file_rows('kpi_lock') -%} {%- do locked.update({row.kpi: row}) -%} {%- endfor -%}
    {%- for row in seed_file_rows('kpi_changes') -%} {%- do told.append([row.kpi, row.version | int]) -%} {%- endfor -%}
    {%- set refused, unlocked = [], [] -%}
    {%- for kpi in now.keys() | list + locked.keys() | reject('in', now) | list -%}
        {%- set before = locked.get(kpi, {'version': 0}) -%}
        {%- set next = before.version | int + 1 -%}
        {%- set is_gone, version = kpi not in now, now.get(kpi, {'version': next}).version | int -%}
        {%- set what = 'definition' if now.get(kpi, before).definition_checksum != before.definition_checksum
            else 'SQL it compiles to' -%}
        {%- set is_changed = is_gone or now[kpi] != before -%}
        {%- if is_changed and version < next -%}
            {%- do refused.append(
                'The KPI ' ~ kpi ~ ' has changed (the ' ~ what ~ ') but is still version ' ~ version ~ ': set it back, or '
                ~ 'raise its version to ' ~ next ~ ' in seeds/kpi_definitions.csv, say in seeds/kpi_changes.csv what '
                ~ "is different, and run 'make lock'."
            ) -%}
        {%- elif [kpi, version] not in told -%}
            {%- do refused.append(
                'seeds/kpi_changes.csv does not say what version ' ~ version ~ ' of the KPI ' ~ kpi
                ~ (' is, which is no longer defined' if is_gone else ' is') ~ ": add a line, and run 'make lock'."
            ) -%}
        {%- elif is_changed -%}
            {%- do unlocked.append(
                'The KPI ' ~ kpi ~ ' is not locked as version ' ~ version ~ ": run 'make lock' if that is meant."
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return({'refused': refused, 'unlocked': unlocked}) -}}
{% endmacro %}
