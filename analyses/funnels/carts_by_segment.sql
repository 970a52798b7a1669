-- Which carts are left and which come back: by device, channel, price band and hour of the day?
{%- set dimensions = {
    'device_type': 'device_type', 'channel': 'channel', 'price_band': 'price_band',
    'cart_hour': 'cast(cart_hour as ' ~ dbt.type_string() ~ ')',
} %}
with

carts as (

    select * from {{ ref('carts') }}

),

by_dimension as (

    {% for dimension, value in dimensions.items() -%}
    select carts.*, '{{ dimension }}' as dimension, {{ known(value) }} as dimension_value
    from carts
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

counted as (

    select
        dimension,
        dimension_value,
        count(*) as carts,
        sum(cart_value) as cart_value,
        count(case when is_converted then 1 end) as converted,
        count(case when is_abandoned then 1 end) as abandoned,
        count(case when is_recovered then 1 end) as recovered,
        count(case when is_in_flight then 1 end) as in_flight,
        {{ rate('count(case when is_abandoned then 1 end)', 'count(case when not is_in_flight then 1 end)') }}
            as abandonment_rate,
        {{ rate('count(case when is_recovered then 1 end)', 'count(case when is_abandoned then 1 end)') }}
            as recovery_rate

    from by_dimension
    group by 1, 2

)

select * from counted
order by 1 asc nulls last, 3 desc nulls last, 2 asc nulls last
