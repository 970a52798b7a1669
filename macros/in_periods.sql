{#- The rows of a relation twice: with the week and with the month that their date lies in. A week starts on Monday. -#}
{% macro in_periods(relation, date) -%}
    {% for period in ['week', 'month'] -%}
    select
        *,
        '{{ period }}' as period,
        cast(date_trunc('{{ period }}', {{ date }}) as date) as period_start
    from {{ relation }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}
{%- endmacro %}
