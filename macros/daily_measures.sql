{#- Named measures as rows: one select of (date, measure, value) for each, grouped by a date column of a
    relation. Values are decimals, so that counts and money stand in one exact column. -#}
{% macro daily_measures(date_column, measures, relation) -%}
    {% for measure, expression in measures.items() -%}
    select
        {{ date_column }} as measure_date,
        '{{ measure }}' as measure,
        cast({{ expression }} as decimal(18, 2)) as measure_value
    from {{ relation }}
    where {{ date_column }} is not null
    group by 1
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor -%}
{%- endmacro %}
