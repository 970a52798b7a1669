{#- CTEs that measure the rules of a relation, those of R. Agrawal, T. Imielinski and A. Swami, "Mining association rules between
    sets of items in large databases", SIGMOD (1993), 207-216, and of S. Brin, R. Motwani, J. Ullman and S. Tsur, "Dynamic itemset
    counting and implication rules for market basket data", SIGMOD (1997), 255-264; the last of them is `measured`. -#}
{% macro association_measures(relation) -%}
compared as (

    select
        event_source, basket_kind, item_kind, item_count,
        antecedent_ids, consequent_ids, antecedent, consequent,
        set_baskets, antecedent_baskets, consequent_baskets, baskets, multi_item_baskets,
        test, tested_p_value as p_value, least(q_value, 1) as q_value,
        {{ rate('set_baskets', 'baskets') }} as support,
        {{ rate('set_baskets', 'antecedent_baskets') }} as confidence,
        {{ wilson_bound('set_baskets', 'antecedent_baskets', '-') }} as confidence_low,
        {{ wilson_bound('set_baskets', 'antecedent_baskets', '+') }} as confidence_high,
        {{ rate('consequent_baskets', 'baskets') }} as consequent_support,
        {{ rate('multi_item_baskets', 'baskets') }} as multi_item_share

    from {{ relation }}

),

measured as (

    select
        *,
        {{ rate('set_baskets * baskets', 'antecedent_baskets * consequent_baskets') }} as lift,
        -- null where the antecedent never comes without the consequent
        {{ rate(
            '(baskets - consequent_baskets) * antecedent_baskets', 'baskets * (antecedent_baskets - set_baskets)'
        ) }} as conviction,
        case
            when p_value is null then 'cannot be tested'
            when q_value > 0.05 then 'may be chance'
            when confidence > consequent_support then 'go together'
            else 'seldom together'
        end as verdict

    from compared

)
{%- endmacro %}
