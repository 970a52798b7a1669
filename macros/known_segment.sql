{#- The columns of `segment_dimensions` as breakdowns show them, `known_device_type` and so on. -#}
{% macro known_segment() -%}
    {%- for dimension in fromyaml(segment_dimensions()) -%}
        {{ known(dimension) }} as known_{{ dimension }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
