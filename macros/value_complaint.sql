{#- Which texts of a file's row are not of the type their column should have, in words; null where all are. -#}
{% macro value_complaint(types) -%}
    nullif(
        concat_ws(
            '; ' {%- for column, type in fromyaml(types).items() if type != 'text' %},
            case
                when trim({{ column }}) <> '' and {{ typed_value(column, type) }} is null
                    then '{{ column }} is no {{ type }}: ' || {{ column }}
            end {%- endfor %}
        ),
        ''
    )
{%- endmacro %}
