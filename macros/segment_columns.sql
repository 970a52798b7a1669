{#- Which segment a row grouped `by_segment` is of, as texts: `all` and `(all)`, `device_type` and `mobile`, or
    `device_type × channel` and `mobile × google`. -#}
{% macro segment_columns() -%}
    {%- set dimensions, values = [], [] -%}
    {%- for dimension in fromyaml(segment_dimensions()) -%}
        {%- do dimensions.append('case when known_' ~ dimension ~ " is not null then '" ~ dimension ~ "' end") -%}
        {%- do values.append('known_' ~ dimension) -%}
    {%- endfor -%}
    coalesce(nullif(concat_ws(' × ', {{ dimensions | join(', ') }}), ''), 'all') as dimension,
        coalesce(nullif(concat_ws(' × ', {{ values | join(', ') }}), ''), '(all)') as dimension_value
{%- endmacro %}
