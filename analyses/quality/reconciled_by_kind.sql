-- How many comparisons of figures agree, by kind: within a table, between layers, between tables, over time, with the
-- raw rows?
select
    kind,
    count(*) as checks,
    count(case when is_reconciled then 1 end) as reconciled,
    sum(compared) as compared_values

from {{ ref('kpi_reconciliation') }}
group by 1
order by 1 asc nulls last
