with

visits as (

    select * from {{ ref('int_path_visits') }}

),

chances as (

    select
        stream,
        dimension,
        dimension_value,
        from_state as state,
        sum(expected_visits * converting_probability) as chance,
        sum(case when from_state = to_state then expected_visits end) as own_visits

    from visits
    group by 1, 2, 3, 4

),

-- moves up to the purchase, of those who will buy: they stand in a state as often as others, times its chance
buyers as (

    select
        visits.stream,
        visits.dimension,
        visits.dimension_value,
        visits.from_state as state,
        sum(visits.expected_visits * chances.chance) as visits_of_buyers

    from visits
    inner join chances
        on visits.stream = chances.stream
            and visits.dimension = chances.dimension
            and visits.dimension_value = chances.dimension_value
            and visits.to_state = chances.state
    group by 1, 2, 3, 4

),

starts as (

    select
        visits.*,
        chances.chance as start_chance

    from visits
    inner join chances
        on visits.stream = chances.stream
            and visits.dimension = chances.dimension
            and visits.dimension_value = chances.dimension_value
            and visits.from_state = chances.state
    where visits.from_state = '(start)'

),

path_chances as (

    select
        chances.stream,
        chances.dimension,
        chances.dimension_value,
        chances.state,
        {{ rounded('chances.chance', 6) }} as purchase_probability,
        {{ rounded('buyers.visits_of_buyers / nullif(chances.chance, 0)', 6) }} as expected_steps_to_purchase,
        case when chances.state <> '(start)'
            -- the chance to come by the state at all, times the chance from there
            then {{ rounded(
                'starts.expected_visits / chances.own_visits * chances.chance / nullif(starts.start_chance, 0)', 6
            ) }}
        end as removal_effect

    from chances
    inner join buyers
        on chances.stream = buyers.stream
            and chances.dimension = buyers.dimension
            and chances.dimension_value = buyers.dimension_value
            and chances.state = buyers.state
    inner join starts
        on chances.stream = starts.stream
            and chances.dimension = starts.dimension
            and chances.dimension_value = starts.dimension_value
            and chances.state = starts.to_state

)

select * from path_chances
