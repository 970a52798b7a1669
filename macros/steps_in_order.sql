{#- CTEs that follow `step_events` through ordered funnels, the last of them `steps_in_order`: a row a step reached. -#}
{% macro steps_in_order() -%}
-- the first event of the first step enters the session
step_1 as (

    select
        funnel,
        session_id,
        step_number,
        min(event_number) as event_number,
        min(occurred_at) as reached_at

    from step_events
    where step_number = 1
    group by 1, 2, 3

),

-- each further step is its first event after the one before: few are left to look at
{% for step in range(2, var('max_funnel_steps') + 1) -%}
step_{{ step }} as (

    select
        step_events.funnel,
        step_events.session_id,
        step_events.step_number,
        min(step_events.event_number) as event_number,
        min(step_events.occurred_at) as reached_at

    from step_events
    inner join step_{{ step - 1 }} as previous
        on step_events.funnel = previous.funnel
            and step_events.session_id = previous.session_id
            and step_events.event_number > previous.event_number
    where step_events.step_number = {{ step }}
    group by 1, 2, 3

),

{% endfor -%}
steps_in_order as (

    {% for step in range(1, var('max_funnel_steps') + 1) -%}
    select * from step_{{ step }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)
{%- endmacro %}
