{#- The naive UTC timestamp that a text says, null where it says none: an offset or zone in the text counts,
    without one it is UTC. `infinity` and years past 9999 are no times. -#}
{% macro timestamp_of_text(text) %}
    {{- return(adapter.dispatch('timestamp_of_text')(text)) -}}
{% endmacro %}

{% macro default__timestamp_of_text(text) -%}
    case
        when try_cast(trim({{ text }}) as timestamptz) between '0001-01-01 00:00:00+00' and '9999-12-31 00:00:00+00'
            then timezone('UTC', try_cast(trim({{ text }}) as timestamptz))
    end
{%- endmacro %}

{% macro spark__timestamp_of_text(text) -%}
    cast(
        to_utc_timestamp(try_cast(trim({{ text }}) as timestamp_ltz), current_timezone()) as timestamp_ntz
    )
{%- endmacro %}
