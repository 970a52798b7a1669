{#- The place of a segment's value where its dimension has an order of its own; null where it has none. -#}
{% macro segment_position() -%}
    case
        {%- for dimension, values in {
            'duration_bucket': fromyaml(duration_buckets()).keys(), 'weekday': fromyaml(weekdays()),
        }.items() %}
        {%- for value in values %}
        when dimension = '{{ dimension }}' and dimension_value = '{{ value }}' then {{ loop.index }}
        {%- endfor %}
        {%- endfor %}
        when dimension in ('hour', 'duration_minute') then try_cast(dimension_value as integer)
    end
{%- endmacro %}
