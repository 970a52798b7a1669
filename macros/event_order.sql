{#- The order of a visitor's events. Ties at one instant are common (63 % of the events of a real GA4
    export), so the order goes on to the natural order of types and ends in the event's id: no two events
    are equal, and no file order decides. -#}
{% macro event_order() -%}
    occurred_at asc nulls last,
    received_at asc nulls last,
    source_sequence asc nulls last,
    tie_rank asc nulls last,
    event_id asc nulls last
{%- endmacro %}
