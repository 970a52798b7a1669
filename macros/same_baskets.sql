{#- Whether two relations speak of the same source, kind of baskets and kind of items. -#}
{% macro same_baskets(here, there) -%}
    {{ here }}.event_source = {{ there }}.event_source
            and {{ here }}.basket_kind = {{ there }}.basket_kind
            and {{ here }}.item_kind = {{ there }}.item_kind
{%- endmacro %}
