{#- Whether rows of two relations are of the same stream and segment. -#}
{% macro same_path_segment(one, other) -%}
    {{ one }}.stream = {{ other }}.stream
            and {{ one }}.dimension = {{ other }}.dimension
            and {{ one }}.dimension_value = {{ other }}.dimension_value
{%- endmacro %}
