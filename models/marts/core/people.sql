with

totals as (

    select * from {{ ref('int_person_totals') }}

),

visits as (

    select * from {{ ref('int_person_visits') }}

),

categories as (

    select * from {{ ref('int_person_categories') }}

),

buyers as (

    select
        purchases.*,
        rhythms.mean_days_between_purchases, rhythms.median_days_between_purchases,
        churn_risks.churn_risk,
        rfm_scores.recency_score, rfm_scores.frequency_score, rfm_scores.monetary_score, rfm_scores.rfm_segment

    from {{ ref('int_person_purchases') }} as purchases
    inner join {{ ref('int_purchase_rhythms') }} as rhythms
        on purchases.person_id = rhythms.person_id
    inner join {{ ref('int_churn_risks') }} as churn_risks
        on purchases.person_id = churn_risks.person_id
    inner join {{ ref('int_rfm_scores') }} as rfm_scores
        on purchases.person_id = rfm_scores.person_id

),

people as (

    select
        totals.*,
        visits.first_channel, visits.first_device_type, visits.first_country_code, visits.favourite_device_type,
        categories.favourite_category_id,
        buyers.rfm_segment, buyers.recency_score, buyers.frequency_score, buyers.monetary_score, buyers.churn_risk,
        case when visits.person_id is not null then coalesce(buyers.purchase_count, 0) end as purchase_count,
        buyers.purchase_count > 1 as is_repeat_buyer,
        case when buyers.person_id is not null then buyers.lifetime_value when visits.person_id is not null then 0 end
            as lifetime_value,
        buyers.refunded_revenue,
        buyers.mean_days_between_purchases, buyers.median_days_between_purchases, buyers.days_since_last_purchase,
        {{ rounded(rate(seconds_between('visits.first_visited_at', 'buyers.first_ordered_at'), 86400), 6) }}
            as days_to_first_purchase,
        {{ rounded(rate(seconds_between('visits.first_visited_at', 'buyers.second_ordered_at'), 86400), 6) }}
            as days_to_second_purchase,
        visits.first_visit_date, buyers.first_purchase_date, buyers.last_purchase_date

    from totals
    left join visits
        on totals.person_id = visits.person_id
    left join categories
        on totals.person_id = categories.person_id
    left join buyers
        on totals.person_id = buyers.person_id

)

select * from people
