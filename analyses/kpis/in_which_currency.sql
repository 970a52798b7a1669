-- In which currency are amounts of money?
select distinct unit as currency

from {{ ref('kpi_daily') }}
where kpi = 'revenue'
order by currency asc nulls last
