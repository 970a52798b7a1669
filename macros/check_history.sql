{#- Loads may only be added under the settings and by the models that made what is there: a table of two kinds of rows
    would be worse than none. A full refresh of everything is free to change both. -#}
{% macro check_history() %}
    {%- set made = run_query(
        'select settings_fingerprint, models_fingerprint from intermediate.loads order by recorded_at desc nulls last limit 1'
    ).rows -%}
    {%- if by_increments() == 'incremental' and made | length -%}
        {%- set is_whole = increment_models() | reject('in', selected_resources) | list | length == 0 -%}
        {%- set again = "make everything anew with 'dbt build --full-refresh' or 'make build FULL_REFRESH=1'." -%}
        {%- if made[0][0] != settings_fingerprint() and not (flags.FULL_REFRESH and is_whole) -%}
            {{- exceptions.raise_compiler_error(
                "The settings (vars, seeds) are not those the warehouse was built with: set them back, or " ~ again
            ) -}}
        {%- elif made[0][1] != models_fingerprint() and not flags.FULL_REFRESH -%}
            {{- exceptions.raise_compiler_error(
                "The models are not those the warehouse was built with: " ~ again
            ) -}}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
