{#- CTEs that follow `step_events` through ordered and strict funnels, the last of them `steps_in_order`: a row a place that an
    attempt reached, and how it went on from there. -#}
{% macro steps_in_order() -%}
{%- set last = var('max_funnel_steps') -%}
links as (

    select * from {{ ref('int_funnel_steps') }}
    where is_required and place > 1

),

attempts_1 as (

    select
        *,
        entry_position as position,
        entered_at as reached_at,
        cast(null as timestamp) as previous_reached_at

    from ({{ first_attempts("place = 1 and step_order in ('ordered', 'strict')") }}) as entries

),

{% for place in range(1, last) -%}
{{ next_step(place) }},

{% endfor -%}
reached as (

    {% for place in range(1, last + 1) -%}
    select *, {{ place }} as place from attempts_{{ place }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

judged as (

    {% for place in range(1, last) -%}
    select *, {{ place }} as place from judged_{{ place }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

steps_in_order as (

    select
        reached.*,
        coalesce(judged.is_going_on, false) as is_going_on,
        case when judged.is_going_on then judged.required_position else judged.exclusion_position end as end_position,
        case when judged.is_excluded and not judged.is_going_on then judged.exclusion end as exclusion

    from reached
    left join judged
        on reached.funnel = judged.funnel
            and reached.actor_id = judged.actor_id
            and reached.entry_position = judged.entry_position
            and reached.place = judged.place

)
{%- endmacro %}
