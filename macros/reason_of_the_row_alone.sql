{#- Of a cleaned event's reason, what the row alone is excluded for: null where other rows or consent decide. -#}
{% macro reason_of_the_row_alone() -%}
    case
        when exclusion_reason not in ('exact_duplicate', 'repeated_event_id', 'consent_declined')
            then exclusion_reason
    end
{%- endmacro %}
