{#- CTEs that turn the rows of `definitions` into KPIs over `measures` (a row a measure and `keys`), for every row of
    `times`, the last of them `valued`. Nothing counted is 0; a median of nothing is unknown. -#}
{% macro kpi_values(keys) -%}
{%- set matching = [] -%}
{%- for key in keys -%} {%- do matching.append('times.' ~ key ~ ' = PART.' ~ key) -%} {%- endfor -%}
parts as (

    select
        definitions.kpi,
        times.*,
        definitions.aggregation,
        case when definitions.unit = 'reporting currency' then '{{ var("reporting_currency") }}' else definitions.unit end as unit,
        definitions.better_direction,
        {{ kpi_part('definitions.numerator_measure', 'numerators.measure_value') }} as numerator,
        {{ kpi_part('definitions.denominator_measure', 'denominators.measure_value') }} as denominator

    from definitions
    cross join times
    {%- for part in ['numerator', 'denominator'] %}
    left join measures as {{ part }}s
        on definitions.{{ part }}_measure = {{ part }}s.measure
            and {{ matching | join('\n            and ') | replace('PART', part ~ 's') }}
    {%- endfor %}

),

valued as (

    select
        *,
        {{ kpi_value('numerator', 'denominator') }} as value

    from parts

)
{%- endmacro %}
