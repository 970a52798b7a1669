{#- The first value of a column in a group of events, in their order, that is not null: a dimension that
    is set in the middle of a session belongs to the whole of it. -#}
{% macro first_known(column, position='event_number') -%}
    min_by({{ column }}, {{ position }}) filter (where {{ column }} is not null)
{%- endmacro %}
