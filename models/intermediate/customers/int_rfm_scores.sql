with

buyers as (

    select * from {{ ref('int_person_purchases') }}

),

rules as (

    select * from {{ ref('rfm_segments') }}

),

ranked as (

    select
        person_id,
        rank() over (partition by last_event_source order by days_since_last_purchase desc nulls last) as recency_rank,
        rank() over (partition by last_event_source order by purchase_count asc nulls last) as frequency_rank,
        case
            when lifetime_value is not null
                then rank() over (partition by last_event_source order by lifetime_value asc nulls last)
        end as monetary_rank,
        count(*) over (partition by last_event_source) as buyers,
        count(lifetime_value) over (partition by last_event_source) as valued_buyers

    from buyers

),

scored as (

    select
        person_id,
        {{ fifth_of('recency_rank', 'buyers') }} as recency_score,
        {{ fifth_of('frequency_rank', 'buyers') }} as frequency_score,
        {{ fifth_of('monetary_rank', 'valued_buyers') }} as monetary_score

    from ranked

),

named as (

    select
        scored.person_id,
        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score,
        min_by(rules.rfm_segment, rules.priority) as rfm_segment

    from scored
    left join rules
        on {{ is_within('scored.recency_score', 'rules.recency') }}
            and {{ is_within('scored.frequency_score', 'rules.frequency') }}
            and {{ is_within('scored.monetary_score', 'rules.monetary') }}
    group by 1, 2, 3, 4

)

select * from named
