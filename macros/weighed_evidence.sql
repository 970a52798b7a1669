{#- What the pieces of evidence that a session shows come to: `own_score`, `own_reasons` and `own_kind`, the heaviest. -#}
{% macro weighed_evidence() -%}
    {%- set evidence, doubts, reasons = fromyaml(bot_evidence()), [], [] -%}
    {%- for name, one in evidence.items() -%}
        {%- do doubts.append('case when ' ~ name ~ ' then ' ~ (1 - one.weight) | round(3) ~ ' else 1 end') -%}
        {%- do reasons.append('case when ' ~ name ~ " then '; " ~ one.reason ~ "' else '' end") -%}
    {%- endfor -%}
    cast({{ rounded('1 - ' ~ doubts | join(' * '), 3) }} as double) as own_score,
    nullif(substr({{ reasons | join(' || ') }}, 3), '') as own_reasons,
    case
        {%- for name, one in evidence.items() | sort(attribute='1.weight', reverse=true) %}
        when {{ name }} then '{{ name }}'
        {%- endfor %}
    end as own_kind
{%- endmacro %}
