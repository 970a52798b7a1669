-- How many reach each step of a funnel: of the step before, of the first, and how long does it take them? An optional
-- step is held against the required one before it.
with

counted as (

    select
        funnel,
        step_number,
        step_name,
        is_required,
        sum(entered) as entered,
        sum(dropped) as dropped,
        sum(in_flight) as in_flight,
        {{ rate('sum(seconds_from_previous_sum)', 'sum(entered)') }} as mean_seconds_from_previous

    from {{ ref('funnel_steps') }}
    where {{ filtered(
        'funnel', 'entry_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor'
    ) }}
    group by funnel, step_number, step_name, is_required

),

-- nobody enters a required step without the one before: the fewest so far are those of the last one
with_previous as (

    select
        *,
        min(case when is_required then entered end) over (
            partition by funnel order by step_number asc nulls last rows between unbounded preceding and 1 preceding
        ) as previous_entered,
        first_value(entered) over (partition by funnel order by step_number asc nulls last) as first_entered

    from counted

)

select
    funnel,
    step_number,
    step_name,
    is_required,
    entered,
    dropped,
    in_flight,
    {{ rate('entered', 'previous_entered') }} as share_of_previous,
    {{ rate('entered', 'first_entered') }} as share_of_first,
    {{ rate('dropped', 'entered') }} as drop_off_rate,
    mean_seconds_from_previous

from with_previous
order by funnel asc nulls last, step_number asc nulls last
