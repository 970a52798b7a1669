{#- The name of a date's weekday. -#}
{% macro weekday_of(date) -%}
    case {{ weekday_number(date) }}
        {%- for weekday in fromyaml(weekdays()) %}
        when {{ loop.index0 }} then '{{ weekday }}'
        {%- endfor %}
    end
{%- endmacro %}
