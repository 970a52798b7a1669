{#- How a table that grows by loads is materialized: in place where the engine can delete rows and add others in one
    transaction, as DuckDB can; anew in every run where it cannot, as Spark with plain Parquet. -#}
{% macro by_increments() %}
    {{- return(adapter.dispatch('by_increments')()) -}}
{% endmacro %}

{% macro default__by_increments() %}
    {{- return('incremental') -}}
{% endmacro %}

{% macro spark__by_increments() %}
    {{- return('table') -}}
{% endmacro %}
