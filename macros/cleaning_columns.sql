{#- What a source's staging says, beside the event contract, of a row that it could not take as it is: the row's text
    and the reader's complaint where it has no columns, the complaint about values that are not of their type,
    whether a later load replaces it, whether the visitor declined to be measured. -#}
{% macro cleaning_columns() -%}
    raw_text, reader_complaint, value_complaint, is_superseded, is_consent_declined
{%- endmacro %}
