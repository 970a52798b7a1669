{%- set bins = fromyaml(time_bins()) -%}
with

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

timings as (

    select * from {{ ref('int_step_timings') }}

),

by_bin as (

    {% for bin in bins -%}
    select
        timings.*,
        {{ loop.index }} as bin_number,
        '{{ bin }}' as bin,
        {{ bins[loop.previtem] if not loop.first else 0 }} as from_seconds,
        {{ bins[bin] or 'cast(null as integer)' }} as to_seconds,
        bin_{{ loop.index }} as entrants_in_bin
    from timings
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

funnel_timing as (

    select
        by_bin.funnel,
        by_bin.step_number,
        steps.step_name,
        by_bin.bin_number,
        by_bin.bin,
        by_bin.from_seconds,
        by_bin.to_seconds,
        by_bin.entrants_in_bin as entrants,
        {{ rate('by_bin.entrants_in_bin', 'by_bin.entrants') }} as share,
        by_bin.median_seconds,
        by_bin.p75_seconds,
        by_bin.p90_seconds,
        by_bin.p95_seconds

    from by_bin
    inner join steps
        on by_bin.funnel = steps.funnel
            and by_bin.step_number = steps.step_number

)

select * from funnel_timing
