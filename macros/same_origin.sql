{#- Whether two relations' rows name the same traffic source, medium and campaign; unknown in both is the same. -#}
{% macro same_origin(left, right) -%}
    (
        {{ left }}.traffic_source is not distinct from {{ right }}.traffic_source
        and {{ left }}.traffic_medium is not distinct from {{ right }}.traffic_medium
        and {{ left }}.traffic_campaign is not distinct from {{ right }}.traffic_campaign
    )
{%- endmacro %}
