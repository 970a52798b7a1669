with

daily_patterns as (

    select * from {{ ref('int_daily_patterns') }}

),

daily_states as (

    select * from {{ ref('int_daily_states') }}
    where state = '(start)'

),

totals as (

    select
        stream,
        dimension,
        dimension_value,
        sum(sessions) as all_sessions,
        sum(conversions) as all_conversions

    from daily_states
    group by 1, 2, 3

),

summed as (

    select
        stream,
        dimension,
        dimension_value,
        pattern,
        step_count,
        cast(sum(sessions) as bigint) as sessions,
        cast(sum(conversions) as bigint) as conversions

    from daily_patterns
    group by 1, 2, 3, 4, 5

),

path_patterns as (

    select
        summed.*,
        {{ rate('summed.sessions', 'totals.all_sessions') }} as support,
        {{ rate('summed.conversions', 'summed.sessions') }} as confidence,
        {{ wilson_bound('summed.conversions', 'summed.sessions', '-') }} as confidence_low,
        {{ wilson_bound('summed.conversions', 'summed.sessions', '+') }} as confidence_high,
        {{ rate('summed.conversions', 'summed.sessions') }}
        / nullif({{ rate('totals.all_conversions', 'totals.all_sessions') }}, 0) as lift

    from summed
    inner join totals
        on {{ same_path_segment('summed', 'totals') }}

)

select * from path_patterns
where support >= {{ var('path_minimum_support') }}
