{#- Buyers of a source with the same number of orders, the same days since the last one or the same value whose score by
    it differs. -#}
{% for value, score in {
    'purchase_count': 'frequency_score', 'days_since_last_purchase': 'recency_score', 'lifetime_value': 'monetary_score'
}.items() -%}
select
    '{{ score }}' as score,
    buyers.last_event_source,
    cast(buyers.{{ value }} as decimal(18, 2)) as value

from {{ ref('int_rfm_scores') }} as scores
inner join {{ ref('int_person_purchases') }} as buyers
    on scores.person_id = buyers.person_id
group by 1, 2, 3
having min(scores.{{ score }}) <> max(scores.{{ score }})
{%- if not loop.last %}
union all
{% endif -%}
{%- endfor %}
