{#- The last value of a column in a group of events, in their order, that is not null. -#}
{% macro last_known(column, position='event_number') -%}
    max_by({{ column }}, {{ position }}) filter (where {{ column }} is not null)
{%- endmacro %}
