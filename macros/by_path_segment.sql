{#- What to group by for a row a segment: some columns, then these with each of `path_dimensions`. Null says that a row is not
    told apart by the dimension. -#}
{% macro by_path_segment(columns) -%}
    {%- set sets = [columns] -%}
    {%- for name in fromyaml(path_dimensions()) -%} {%- do sets.append(columns ~ ', ' ~ name) -%} {%- endfor -%}
    group by grouping sets (({{ sets | join('), (') }}))
{%- endmacro %}
