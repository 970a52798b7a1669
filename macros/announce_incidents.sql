{#- At the end of a run that tested them: each incident that is still open, in a line. -#}
{% macro announce_incidents(results) %}
    {%- for result in results or [] if result.node.name == 'incidents_are_over' and result.status == 'warn' -%}
        {%- set open_incidents = run_query(
            "select severity, sentence from marts.incidents where is_open order by 2 nulls last"
        ).rows -%}
        {%- for incident in open_incidents -%}
            {{- log('Open incident (' ~ incident[0] ~ '): ' ~ incident[1], info=true) -}}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}
