{#- The values of a group as an array, in an order. DuckDB orders within the aggregate, Spark's collect_list has no order of its
    own. -#}
{% macro ordered_list(value, position) %}
    {{- return(adapter.dispatch('ordered_list')(value, position)) -}}
{% endmacro %}

{% macro default__ordered_list(value, position) -%}
    list({{ value }} order by {{ position }} asc nulls last)
{%- endmacro %}

{% macro spark__ordered_list(value, position) -%}
    transform(array_sort(collect_list(struct({{ position }} as place, {{ value }} as held))), item -> item.held)
{%- endmacro %}
