{#- The order in which the rows of one event arrived: the earliest load first. What still ties is decided by
    content, so no file order decides. -#}
{% macro arrival_order() -%}
    loaded_at asc nulls last,
    load_id asc nulls last,
    received_at asc nulls last,
    source_sequence asc nulls last,
    content_hash asc nulls last
{%- endmacro %}
