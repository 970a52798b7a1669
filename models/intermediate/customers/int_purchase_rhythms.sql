with

purchase_days as (

    select distinct
        person_id,
        purchase_date

    from {{ ref('int_purchases') }}

),

gaps as (

    select
        person_id,
        {{ dbt.datediff('lag(purchase_date) over person', 'purchase_date', 'day') }} as gap_days

    from purchase_days
    window person as (partition by person_id order by purchase_date asc nulls last)

),

rhythms as (

    select
        person_id,
        count(*) as purchase_days,
        count(gap_days) as gap_count,
        cast(coalesce(sum(gap_days), 0) as bigint) as gap_days,
        {{ rounded(rate('sum(gap_days)', 'count(gap_days)'), 6) }} as mean_days_between_purchases,
        {{ percentile(0.5, 'gap_days') }} as median_days_between_purchases

    from gaps
    group by 1

)

select * from rhythms
