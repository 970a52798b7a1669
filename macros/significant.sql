{#- A double to ten significant digits: in the last ones, engines differ in what exp and ln give. -#}
{% macro significant(expression) -%}
    cast(case when {{ expression }} is not null then printf('%.9e', {{ expression }}) end as double)
{%- endmacro %}
