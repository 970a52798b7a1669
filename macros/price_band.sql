{#- The band of an amount: what is unknown is a band of its own. -#}
{% macro price_band(amount) -%}
    case
        when {{ amount }} is null then '(unknown)'
        {%- for band, limit in fromyaml(price_bands()).items() %}
        {{ 'when ' ~ amount ~ ' < ' ~ limit ~ ' then' if limit else 'else' }} '{{ band }}'
        {%- endfor %}
    end
{%- endmacro %}
