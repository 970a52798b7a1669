with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

measures as (

    select * from {{ ref('int_daily_measures') }}

),

-- a day with any session has a row for every KPI
days as (

    select distinct measure_date from measures

),

kpis as (

    select
        definitions.kpi,
        days.measure_date as date,
        coalesce(numerators.measure_value, 0) as numerator,
        case
            when definitions.denominator_measure is not null then coalesce(denominators.measure_value, 0)
        end as denominator

    from definitions
    cross join days
    left join measures as numerators
        on definitions.numerator_measure = numerators.measure
            and days.measure_date = numerators.measure_date
    left join measures as denominators
        on definitions.denominator_measure = denominators.measure
            and days.measure_date = denominators.measure_date

),

valued as (

    select
        kpi,
        date,
        numerator,
        denominator,
        case
            when denominator is null then cast(numerator as double)
            else {{ rate('numerator', 'denominator') }}
        end as value

    from kpis

)

select * from valued
