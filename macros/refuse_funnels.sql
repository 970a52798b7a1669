{#- A hook before the first model that reads the definitions of funnels: stop with one line where a row of the seeds says
    something that cannot be. -#}
{% macro refuse_funnels() %}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set mistakes = run_query(
            'select row_name, mistake from ' ~ ref('int_funnel_mistakes')
            ~ ' union all select row_name, mistake from ' ~ ref('int_step_mistakes')
            ~ ' order by 1 nulls last limit 1'
        ).rows -%}
        {%- if mistakes | length -%}
            {{- exceptions.raise_compiler_error(mistakes[0][0] ~ ': ' ~ mistakes[0][1] ~ '.') -}}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
