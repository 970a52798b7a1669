{#- A row for each element of a list column of a relation: its columns, and `element` with its `element_number` from 1. -#}
{% macro list_rows(relation, list) %}
    {{- return(adapter.dispatch('list_rows')(relation, list)) -}}
{% endmacro %}

{% macro default__list_rows(relation, list) -%}
    (
        select
            *,
            unnest({{ list }}) as element,
            generate_subscripts({{ list }}, 1) as element_number
        from {{ relation }}
    )
{%- endmacro %}

{% macro spark__list_rows(relation, list) -%}
    (
        select
            *,
            element_position + 1 as element_number
        from {{ relation }}
        lateral view posexplode({{ list }}) as element_position, element
    )
{%- endmacro %}
