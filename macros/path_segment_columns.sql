{#- Which segment a row grouped `by_path_segment` is of: `all` and `(all)`, or a dimension and its value. -#}
{% macro path_segment_columns() -%}
    {%- set names = fromyaml(path_dimensions()) -%}
    case
            {%- for name in names %} when {{ name }} is not null then '{{ name }}'{% endfor %} else 'all'
        end as dimension,
        coalesce({{ names | join(', ') }}, '(all)') as dimension_value
{%- endmacro %}
