{#- A condition for a `where`: the part of the marts that a question is asked of, as the var `filters` says for each of the
    named columns; all of it where that says nothing. Whatever column ends in `date` is held against the filter `date`, days
    `from` and `to`, both included; any other against the list of values under its name. -#}
{% macro filtered() -%}
    {%- set conditions = [] -%}
    {%- for column in varargs -%}
        {%- set name = column.split('.') | last -%}
        {%- set name = 'date' if name.endswith('date') else name -%}
        {%- set chosen = var('filters').get(name) -%}
        {%- if chosen and name == 'date' -%}
            {%- do conditions.append(column ~ " between cast('" ~ chosen['from'] ~ "' as date) and cast('" ~ chosen['to'] ~ "' as date)") -%}
        {%- elif chosen -%}
            {%- set values = [] -%}
            {%- for value in chosen -%}
                {%- do values.append(value | lower if value is boolean else "'" ~ dbt.escape_single_quotes(value | string) ~ "'") -%}
            {%- endfor -%}
            {%- do conditions.append(column ~ ' in (' ~ values | join(', ') ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ conditions | join('\n        and ') if conditions else 'true' }}
{%- endmacro %}
