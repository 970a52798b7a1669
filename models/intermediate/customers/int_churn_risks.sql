with

buyers as (

    select * from {{ ref('int_person_purchases') }}

),

rhythms as (

    select * from {{ ref('int_purchase_rhythms') }}

),

-- each buyer's gaps, and one more as long as people's gaps are on average
with_scale as (

    select
        buyers.person_id,
        buyers.days_since_last_purchase,
        rhythms.gap_count + 1 as gaps,
        rhythms.gap_days
        + {{ rate('sum(rhythms.gap_days) over source', 'sum(rhythms.gap_count) over source') }} as gap_days

    from buyers
    inner join rhythms
        on buyers.person_id = rhythms.person_id
    window source as (partition by buyers.last_event_source)

),

churn_risks as (

    select
        person_id,
        {{ rounded('1 - power(gap_days / (gap_days + days_since_last_purchase), gaps)', 6) }} as churn_risk

    from with_scale

)

select * from churn_risks
