-- How many buyers bought how lately and how often, and what are they worth? Scores from 1 to 5, 5 for the latest and
-- the most.
select
    recency_score,
    frequency_score,
    count(*) as buyers,
    {{ rate('count(*)', 'sum(count(*)) over ()') }} as share,
    sum(lifetime_value) as lifetime_value,
    {{ rate('sum(lifetime_value)', 'count(lifetime_value)') }} as value_per_buyer

from {{ ref('people') }}
where not is_bot
    and recency_score is not null
    and frequency_score is not null
group by 1, 2
order by 1 desc nulls last, 2 asc nulls last
