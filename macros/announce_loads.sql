{#- Say which loads this run adds; a load it has already is none of them. -#}
{% macro announce_loads(pending_loads) %}
    {%- if history_is_whole() -%}
        {%- set loads = run_query(
            'select event_source, load_id from ' ~ pending_loads ~ " order by 1 nulls last, 2 nulls last"
        ).rows -%}
        {%- set names = [] -%}
        {%- for load in loads -%} {%- do names.append(load[0] ~ ' ' ~ load[1]) -%} {%- endfor -%}
        {%- set more = ' and ' ~ (names | length - 5) ~ ' more' if names | length > 5 else '' -%}
        {{- log(
            'New loads: ' ~ names[:5] | join(', ') ~ more if names
            else 'No new load: every load in the sources is in the tables already', info=true
        ) -}}
    {%- endif -%}
{% endmacro %}
