{#- What to group by for a row a segment: some columns, then these with each of `segment_dimensions` and with each pair of
    them, from `known_segment`. Null says that a row is not told apart by the dimension. -#}
{% macro by_segment(columns) -%}
    {%- set names = [] -%}
    {%- for dimension in fromyaml(segment_dimensions()) -%} {%- do names.append('known_' ~ dimension) -%} {%- endfor -%}
    {%- set sets = [columns] -%}
    {%- for name in names -%} {%- do sets.append(columns ~ ', ' ~ name) -%} {%- endfor -%}
    {%- for name in names -%}
        {%- for other in names[loop.index:] -%} {%- do sets.append([columns, name, other] | join(', ')) -%} {%- endfor -%}
    {%- endfor -%}
    group by grouping sets (({{ sets | join('), (') }}))
{%- endmacro %}
