{#- A text, null where it is blank: an empty id would make strangers one. -#}
{% macro filled(expression) -%}
    nullif(trim({{ expression }}), '')
{%- endmacro %}
