{#- Columns of analyses that count `asked` sessions: how many, how many convert, at what rate, in which 95 % interval (Wilson's
    score), whether that rests on `minimum_sample` of them, and what they bring. -#}
{% macro rated_sessions() -%}
    count(*) as sessions,
        count(conversion) as conversions,
        {{ rate('count(conversion)', 'count(*)') }} as conversion_rate,
        {{ wilson_bound('count(conversion)', 'count(*)', '-') }} as ci_low,
        {{ wilson_bound('count(conversion)', 'count(*)', '+') }} as ci_high,
        count(*) >= {{ var('minimum_sample') }} as is_sample_sufficient,
        sum(revenue) as revenue
{%- endmacro %}
