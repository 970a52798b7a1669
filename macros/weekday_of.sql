{#- The name of a date's weekday. Counted from 2000-01-01, a Saturday: of what extract() gives, engines begin at other days. -#}
{% macro weekday_of(date) -%}
    case ({{ day_number(date) }} % 7 + 12) % 7
        {%- for weekday in fromyaml(weekdays()) %}
        when {{ loop.index0 }} then '{{ weekday }}'
        {%- endfor %}
    end
{%- endmacro %}
