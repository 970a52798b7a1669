{#- A dispersion: shares and counts vary at least as much as by chance alone, so theirs is at least 1; amounts and durations
    have a scale of their own. -#}
{% macro at_least_chance(dispersion, family) -%}
    case when {{ family }} in ('share', 'count') and {{ dispersion }} < 1 then 1 else {{ dispersion }} end
{%- endmacro %}
