with

outcomes as (

    select
        funnel,
        step_number,
        seconds_from_previous as seconds

    from {{ ref('int_funnel_outcomes') }}
    where seconds_from_previous is not null

),

timings as (

    select
        funnel,
        step_number,
        count(*) as entrants,
        {{ percentile(0.5, 'seconds') }} as median_seconds,
        {{ percentile(0.75, 'seconds') }} as p75_seconds,
        {{ percentile(0.9, 'seconds') }} as p90_seconds,
        {{ percentile(0.95, 'seconds') }} as p95_seconds,
        {% for bin in fromyaml(time_bins()) -%}
        count(case when {{ in_time_bin('seconds', loop.index) }} then 1 end) as bin_{{ loop.index }}
        {%- if not loop.last %},
        {% endif -%}
        {%- endfor %}

    from outcomes
    group by 1, 2

)

select * from timings
