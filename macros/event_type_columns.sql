{#- The canonical type of an event and what `seeds/event_types.csv` says of it. -#}
{% macro event_type_columns() -%}
    event_type, is_page_view, page_type, is_automatic, is_interaction, is_high_intent, is_goal, tie_rank
{%- endmacro %}
