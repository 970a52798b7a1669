{#- CTEs that follow `step_events` through ordered and strict funnels, the last of them `steps_in_order`: a row a place that an
    attempt reached, and how it went on from there. -#}
{% macro steps_in_order() -%}
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

{% for place in range(1, var('max_funnel_steps') + 1) -%}
{{ follow_step(place) }},

{% endfor -%}
steps_in_order as (

    {% for place in range(1, var('max_funnel_steps') + 1) -%}
    select * from followed_{{ place }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)
{%- endmacro %}
