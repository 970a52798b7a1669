{#- The columns of a cleaned event, from a deduplicated one: consent is asked last. -#}
{% macro cleaned_columns() -%}
    {{ event_columns() }},
    {{ event_type_columns() }},
    raw_text,
    coalesce(reader_complaint, value_complaint) as complaint,
    is_consent_declined,
    coalesce(reason, case when is_consent_declined then 'consent_declined' end) as exclusion_reason
{%- endmacro %}
