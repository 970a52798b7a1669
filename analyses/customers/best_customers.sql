-- From which countries and by which channels did our best customers come first?
-- The best tenth of buyers by lifetime value; where that ends among equals, all of them are in it.
with

ranked as (

    select
        *,
        rank() over (order by lifetime_value desc nulls last) as value_rank,
        count(*) over () as valued_buyers

    from {{ ref('people') }}
    where purchase_count > 0 and lifetime_value is not null

),

buyers as (

    select
        *,
        value_rank <= ceil(valued_buyers / 10) as is_best

    from ranked

),

counted as (

    select
        {{ known('first_country_code') }} as country_code,
        {{ known('first_channel') }} as channel,
        count(*) as buyers,
        count(case when is_best then 1 end) as best_customers,
        sum(case when is_best then lifetime_value else 0 end) as best_customers_value,
        sum(lifetime_value) as lifetime_value,
        {{ rate('sum(lifetime_value)', 'count(*)') }} as lifetime_value_per_buyer

    from buyers
    group by 1, 2

)

select
    *,
    {{ rate('best_customers', 'buyers') }} as best_share,
    -- with few buyers a share says little: between these bounds it lies with 95 %
    {{ wilson_bound('best_customers', 'buyers', '-') }} as best_share_low,
    {{ wilson_bound('best_customers', 'buyers', '+') }} as best_share_high
from counted
order by 4 desc nulls last, 6 desc nulls last, 1 asc nulls last, 2 asc nulls last
