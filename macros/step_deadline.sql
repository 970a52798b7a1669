{#- The last moment at which an attempt can take the step of `links`: null where nothing but the session's end limits it. -#}
{% macro step_deadline(attempt) -%}
    least(
        {{ attempt }}.entered_at + links.conversion_window_seconds * interval '1' second,
        {{ attempt }}.reached_at + links.maximum_gap_seconds * interval '1' second
    )
{%- endmacro %}
