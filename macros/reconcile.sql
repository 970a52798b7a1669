{#- One row of `kpi_reconciliation`: two queries of one number each that must agree to the last digit. -#}
{% macro reconcile(check_name, left_query, right_query) -%}
    select
        '{{ check_name }}' as check_name,
        cast(coalesce(({{ left_query }}), 0) as decimal(28, 2)) as left_value,
        cast(coalesce(({{ right_query }}), 0) as decimal(28, 2)) as right_value
{%- endmacro %}
