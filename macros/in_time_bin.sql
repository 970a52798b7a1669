{#- Whether seconds lie in the bin of this position in `time_bins`. -#}
{% macro in_time_bin(seconds, position) -%}
    {%- set limits = fromyaml(time_bins()).values() | list -%}
    {{ seconds }} >= {{ limits[position - 2] if position > 1 else 0 }}
    {%- if limits[position - 1] %} and {{ seconds }} < {{ limits[position - 1] }}{% endif -%}
{%- endmacro %}
