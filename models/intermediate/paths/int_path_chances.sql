with

visits as (

    select * from {{ ref('int_path_visits') }}

),

chances as (

    select
        stream, dimension, dimension_value,
        from_state as state,
        sum(expected_visits * converting_probability) as chance,
        sum(case when from_state = to_state then expected_visits end) as own_visits

    from visits
    group by 1, 2, 3, 4

),

-- moves up to the purchase, of those who will buy: they stand in a state as often as others, times its chance
buyers as (

    select
        visits.stream, visits.dimension, visits.dimension_value,
        visits.from_state as state,
        sum(visits.expected_visits * chances.chance) as visits_of_buyers

    from visits
    inner join chances
        on {{ same_path_segment('visits', 'chances') }}
            and visits.to_state = chances.state
    group by 1, 2, 3, 4

),

starts as (

    select * from visits
    where from_state = '(start)'

),

-- what is lost without a state: the chance to come by it at all, times the chance from there
path_chances as (

    select
        chances.stream, chances.dimension, chances.dimension_value, chances.state,
        {{ rounded('chances.chance', 6) }} as purchase_probability,
        {{ rounded('buyers.visits_of_buyers / nullif(chances.chance, 0)', 6) }} as expected_steps_to_purchase,
        case when chances.state <> '(start)' then {{ rounded(
            'starts.expected_visits / chances.own_visits * chances.chance / nullif(start_chances.chance, 0)', 6
        ) }} end as removal_effect

    from chances
    inner join buyers
        on {{ same_path_segment('chances', 'buyers') }}
            and chances.state = buyers.state
    inner join starts
        on {{ same_path_segment('chances', 'starts') }}
            and chances.state = starts.to_state
    inner join chances as start_chances
        on {{ same_path_segment('chances', 'start_chances') }}
            and starts.from_state = start_chances.state

)

select * from path_chances
