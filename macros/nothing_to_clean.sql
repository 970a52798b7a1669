{#- The cleaning columns of a source whose rows are typed already. -#}
{% macro nothing_to_clean() -%}
    {{ null_texts('raw_text, reader_complaint, value_complaint') }},
    false as is_superseded,
    false as is_consent_declined
{%- endmacro %}
