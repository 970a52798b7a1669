-- What is each channel worth by each model of attribution, and how far do they differ?
{%- set models = [
    'first', 'last', 'last_non_direct', 'linear', 'time_decay', 'position_based', 'markov_removal'
] %}
with

attribution as (

    select * from {{ ref('attribution') }}

),

by_channel as (

    select
        {% for model in models -%}
        coalesce(sum(case when model = '{{ model }}' then orders end), 0) as {{ model }}_orders,
        coalesce(sum(case when model = '{{ model }}' then revenue end), 0) as {{ model }}_revenue,
        {% endfor -%}
        channel

    from attribution
    group by channel

),

compared as (

    select
        *,
        least({{ models | join('_revenue, ') }}_revenue) as least_revenue,
        greatest({{ models | join('_revenue, ') }}_revenue) as most_revenue

    from by_channel

)

select
    channel,
    {% for model in models -%}
    {{ model }}_orders, {{ model }}_revenue,
    {% endfor -%}
    least_revenue,
    most_revenue,
    {{ rate('most_revenue - least_revenue', 'last_revenue') }} as spread_by_last
from compared
order by last_revenue desc nulls last, channel asc nulls last
