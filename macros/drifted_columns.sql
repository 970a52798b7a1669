{#- A row for each column that a table of a source has and the models do not know, or the reverse. -#}
{% macro drifted_columns(relation, known) -%}
    {%- set found = run_query('select * from ' ~ relation ~ ' limit 0').column_names | map('lower') | list if execute
        else known -%}
    {%- for column in found | reject('in', known) %}
    select '{{ column }}' as column_name, 'is new: no model reads it' as complaint
    union all
    {%- endfor %}
    {%- for column in known | reject('in', found) %}
    select '{{ column }}' as column_name, 'is gone: the models read it' as complaint
    union all
    {%- endfor %}
    select 'none' as column_name, 'none' as complaint
    where false
{%- endmacro %}
