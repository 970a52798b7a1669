{#- Whether a medium is paid for, as Google Analytics' default channel groups tell it; false where it is not known. -#}
{% macro is_paid(medium) -%}
    coalesce({{ regex_matches('lower(' ~ medium ~ ')', "'^(.*cp.*|ppc|retargeting|paid.*)$'") }}, false)
{%- endmacro %}
