with

daily_cohorts as (

    select * from {{ ref('int_daily_cohorts') }}

),

by_dimension as (

    select *, 'all' as dimension, '(all)' as dimension_value from daily_cohorts
    {%- for dimension in fromyaml(cohort_dimensions()) %}
    union all
    select *, '{{ dimension }}' as dimension, {{ dimension }} as dimension_value from daily_cohorts
    {%- endfor %}

),

in_periods as (

    {{ in_periods('by_dimension', 'cohort_date') }}

),

-- days are told of both, of a week's people their weeks, of a month's their months
counted as (

    select
        activity,
        event_source,
        period as cohort_period,
        period_start as cohort_start,
        case
            when period = 'week' then cast(period_start + interval '6' day as date)
            else cast(period_start + interval '1' month - interval '1' day as date)
        end as cohort_end,
        dimension,
        dimension_value,
        age_unit,
        age,
        cast(sum(active_people) as bigint) as active_people,
        cast(sum(last_active_people) as bigint) as last_active_people

    from in_periods
    where age_unit in ('day', period)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9

),

cohorts as (

    select
        *,
        activity || ':' || event_source || ':' || cohort_period || ':' || {{ text_of('cohort_start') }} || ':'
        || dimension || ':' || dimension_value || ':' || age_unit as series_id

    from counted

)

select * from cohorts
