with

daily_states as (

    select * from {{ ref('int_daily_states') }}

),

chances as (

    select * from {{ ref('int_path_chances') }}

),

summed as (

    select
        stream,
        dimension,
        dimension_value,
        state,
        {% for sum in ['sessions', 'visits', 'landings', 'bounced_landings', 'exits', 'conversions'] -%}
        cast(sum({{ sum }}) as bigint) as {{ sum }}
        {%- if not loop.last %},
        {% endif -%}
        {%- endfor %}

    from daily_states
    group by 1, 2, 3, 4

),

path_states as (

    select
        summed.*,
        {{ rate('summed.sessions', "max(case when summed.state = '(start)' then summed.sessions end) over segment") }}
            as share,
        {{ rate('summed.bounced_landings', 'summed.landings') }} as bounce_rate,
        {{ rate('summed.exits', 'summed.visits') }} as exit_rate,
        {{ rate('summed.conversions', 'summed.sessions') }} as conversion_rate,
        chances.purchase_probability,
        chances.expected_steps_to_purchase,
        chances.removal_effect

    from summed
    left join chances
        on {{ same_path_segment('summed', 'chances') }}
            and summed.state = chances.state
    window segment as (partition by summed.stream, summed.dimension, summed.dimension_value)

)

select * from path_states
