{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_items as (

    select
        session_id, event_number, event_source, step_name, product_id, category_id, unit_price, event_number as named_at
    from {{ ref('int_session_items') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}
        and step_name <> 'remove_from_cart'
        and (step_name <> 'checkout' or product_id <> '(unknown)')
    union all
    select
        session_id, event_number, event_source, 'checkout' as step_name, product_id,
        {{ null_texts('category_id') }}, cast(null as decimal(18, 2)) as unit_price, cast(null as bigint) as named_at
    from {{ ref('int_checkout_items') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

with_first as (

    select *, min(named_at) over (partition by session_id, product_id) as first_named_at
    from session_items

),

met as (

    select
        session_id,
        event_source,
        product_id,
        {{ first_known('category_id') }} as category_id,
        max(case when named_at = first_named_at then unit_price end) as unit_price,
        bool_or(step_name = 'view_product') as viewed,
        bool_or(step_name = 'add_to_cart') as carted,
        bool_or(step_name = 'checkout') as checked_out,
        bool_or(step_name = 'purchase') as purchased

    from with_first
    group by 1, 2, 3

),

-- a visit sees the catalogue as it was when it began
described as (

    select
        met.session_id, met.event_source, met.product_id,
        {{ known('coalesce(met.category_id, periods.category_id)') }} as category_id,
        met.unit_price, {{ price_band('met.unit_price') }} as price_band,
        periods.availability = 'out of stock' as is_out_of_stock,
        met.viewed, met.carted, met.checked_out, met.purchased

    from met
    inner join {{ ref('int_session_totals') }} as session_totals
        on met.session_id = session_totals.session_id
    left join {{ ref('int_product_periods') }} as periods
        on met.event_source = periods.event_source
            and met.product_id = periods.product_id
            and session_totals.started_at >= periods.valid_from
            and (session_totals.started_at < periods.valid_to or periods.valid_to is null)

)

select * from described
