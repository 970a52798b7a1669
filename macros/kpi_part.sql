{#- A KPI's numerator or denominator: null where it has none, 0 where nothing was counted; a median of nothing is unknown. -#}
{% macro kpi_part(measure, measure_value) -%}
    case
        when {{ measure }} is not null and definitions.aggregation = 'median' then {{ measure_value }}
        when {{ measure }} is not null then coalesce({{ measure_value }}, 0)
    end
{%- endmacro %}
