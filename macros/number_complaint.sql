{#- Which numbers of a row do not fit the type of their column (not a number, infinite, too large), in words; null
    where all do. Names, each with an expression and a type. -#}
{% macro number_complaint(numbers) -%}
    nullif(
        concat_ws(
            '; ' {%- for name, (expression, type) in numbers.items() %},
            case
                when {{ expression }} is not null and try_cast({{ expression }} as {{ type }}) is null
                    then '{{ name }} is no {{ type }}: ' || cast({{ expression }} as {{ dbt.type_string() }})
            end {%- endfor %}
        ),
        ''
    )
{%- endmacro %}
