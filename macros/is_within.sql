{#- Whether a score lies between the bounds of a rule, `<bounds>_from` and `<bounds>_to`, both included; a bound that is empty holds
    everything, and a score that is unknown lies within empty bounds alone. -#}
{% macro is_within(score, bounds) -%}
    ({{ bounds }}_from is null or {{ score }} >= {{ bounds }}_from)
            and ({{ bounds }}_to is null or {{ score }} <= {{ bounds }}_to)
{%- endmacro %}
