-- Who converts, and when: by device, channel, browser, landing page, hour, weekday, duration, new or returning? Each
-- beside the others of its dimension; what is not significant may be chance. Of durations
-- `opportunity_revenue` is no opportunity: whoever leaves at once was no buyer.
select
    dimension,
    dimension_value,
    sessions,
    share,
    conversions,
    conversion_rate,
    ci_low,
    ci_high,
    lift,
    q_value,
    is_sample_sufficient,
    is_significant,
    revenue,
    revenue_per_session,
    opportunity_revenue

from {{ ref('segments') }}
where dimension not like '% × %'
    and dimension not in ('country_code', 'duration_minute')
order by dimension asc nulls last, position asc nulls last, sessions desc nulls last, dimension_value asc nulls last
