{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}
{%- set models = fromyaml(attribution_weights()) %}

with

touchpoints as (

    select
        *,
        max(case when channel <> 'Direct' then position end) over (
            partition by person_id, event_source, order_key
        ) as last_non_direct_position

    from {{ ref('int_touchpoints') }}
    where order_key is not null
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

by_model as (

    {% for model, weight in models.items() -%}
    select *, '{{ model }}' as model, {{ weight }} as weight from touchpoints
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

-- of an order its millionths, of its revenue the cents
weighed as (

    select
        *,
        1000000 as millionths,
        cast(coalesce(revenue, 0) * 100 as bigint) as cents

    from by_model
    where weight > 0

),

-- what cannot be split goes to the touchpoint nearest to the order
{{ shared_out(['millionths', 'cents'], 'model, event_source, order_key', '-position') }},

credits as (

    select
        person_id, event_source, order_key, session_date, model, channel,
        cast(sum(millionths_share) / 1000000 as decimal(18, 6)) as orders,
        cast(sum(cents_share) / 100 as decimal(18, 2)) as revenue

    from shared_out
    group by 1, 2, 3, 4, 5, 6

)

select * from credits
