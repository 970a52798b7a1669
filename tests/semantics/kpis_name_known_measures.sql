{#- The KPIs whose numerator or denominator is no measure of `kpi_measures` (they would be zero or null for ever), or
    whose aggregation is not that of their measures: a sum only if the days of both add up. -#}
with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

measures as (

    {% for name, measure in fromyaml(kpi_measures()).items() -%}
    select '{{ name }}' as measure, '{{ measure.aggregation or 'sum' }}' as aggregation
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select definitions.*
from definitions
left join measures as numerators
    on definitions.numerator_measure = numerators.measure
left join measures as denominators
    on definitions.denominator_measure = denominators.measure
where numerators.measure is null
    or (definitions.denominator_measure is not null and denominators.measure is null)
    or definitions.aggregation <> case
        when numerators.aggregation = 'sum' then coalesce(denominators.aggregation, 'sum')
        else numerators.aggregation
    end
