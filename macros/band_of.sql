{#- The band of a number: `bands` are names and what each reaches up to, itself excluded, the last without end, as YAML. What
    is unknown is a band of its own. -#}
{% macro band_of(number, bands) -%}
    case
        when {{ number }} is null then '(unknown)'
        {%- for band, limit in fromyaml(bands).items() %}
        {{ 'when ' ~ number ~ ' < ' ~ limit ~ ' then' if limit else 'else' }} '{{ band }}'
        {%- endfor %}
    end
{%- endmacro %}
