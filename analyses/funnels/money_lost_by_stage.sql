-- What do those lost at each step cost: gross, at an average order each, and expected, by the chance that they would
-- have bought?
select
    funnel,
    from_step,
    to_step,
    sum(entered) as entered,
    sum(dropped) as dropped,
    {{ rate('sum(dropped)', 'sum(entered)') }} as drop_off_rate,
    sum(revenue_lost_gross) as revenue_lost_gross,
    sum(revenue_lost_expected) as revenue_lost_expected

from {{ ref('drop_offs') }}
where dimension = 'device_type'
    and {{ filtered('funnel') }}
group by 1, 2, 3
order by 1 asc nulls last, 4 desc nulls last, 2 asc nulls last
