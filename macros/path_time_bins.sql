{#- Columns that count, or sum up, the moves of a path in each bin of `path_time_limits`: `bin_1` and so on. -#}
{% macro path_time_bins(counted=true) -%}
    {%- set limits = fromyaml(path_time_limits()) -%}
    {%- set columns = [] -%}
    {%- for number in range(1, limits | length + 2) -%}
        {%- set from = 'seconds >= ' ~ (limits[number - 2] if number > 1 else 0) -%}
        {%- set to = ' and seconds < ' ~ limits[number - 1] if number <= limits | length else '' -%}
        {%- set expression -%}
            {{- 'count(case when ' ~ from ~ to ~ ' then 1 end)' if counted else 'cast(sum(bin_' ~ number ~ ') as bigint)' -}}
        {%- endset -%}
        {%- do columns.append(expression ~ ' as bin_' ~ number) -%}
    {%- endfor -%}
    {{ columns | join(',\n        ') }}
{%- endmacro %}
