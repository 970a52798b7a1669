with

measures as (

    select
        *,
        mean_gap_seconds * 1000000 as pace

    from {{ ref('int_session_measures') }}
    where ip_hash is not null

),

-- first without counting visitors: few addresses are left
candidates as (

    select
        event_source,
        ip_hash,
        {{ rate('count(*) filter (where is_idle_paid_landing)', 'count(*)') }} as idle_share,
        {{ variation('pace') }} as pace_variation

    from measures
    group by 1, 2
    having count(*) >= 10

),

counted as (

    select
        candidates.event_source,
        candidates.ip_hash,
        candidates.idle_share,
        candidates.pace_variation,
        count(distinct case when measures.is_idle_paid_landing then measures.visitor_id end) as idle_visitors,
        count(distinct case when measures.pace is not null then measures.visitor_id end) as paced_visitors

    from candidates
    inner join measures
        on candidates.event_source = measures.event_source
            and candidates.ip_hash = measures.ip_hash
    where candidates.idle_share >= 0.8 or candidates.pace_variation <= 0.25
    group by 1, 2, 3, 4

),

judged as (

    select
        event_source,
        ip_hash,
        idle_visitors,
        idle_share,
        paced_visitors,
        pace_variation,
        idle_share >= 0.8 and idle_visitors >= 10 as is_idle_paid_address,
        coalesce(pace_variation <= 0.25, false) and paced_visitors >= 10 as is_one_rhythm_address

    from counted

)

select * from judged
where is_idle_paid_address or is_one_rhythm_address
