with

session_totals as (

    select * from {{ ref('int_session_totals') }}

),

-- a row a rule, or a rule and a site of its category
rules as (

    select
        channels.*,
        source_categories.source_pattern as site_pattern

    from {{ ref('channels') }} as channels
    left join {{ ref('source_categories') }} as source_categories
        on channels.source_category = source_categories.source_category

),

origins as (

    select distinct
        traffic_source,
        traffic_medium,
        traffic_campaign,
        coalesce(lower(traffic_source), '') as source_text,
        coalesce(lower(traffic_medium), '') as medium_text,
        coalesce(lower(traffic_campaign), '') as campaign_text

    from session_totals

),

-- the first rule that fits
channels as (

    select
        origins.traffic_source,
        origins.traffic_medium,
        origins.traffic_campaign,
        coalesce(min_by(rules.channel, rules.priority), 'Unassigned') as channel,
        coalesce(min_by(rules.is_paid, rules.priority), false) as is_paid

    from origins
    left join rules
        on (
            coalesce(rules.source_category, '') = ''
            or {{ regex_matches('origins.source_text', 'rules.site_pattern') }}
        )
        and {{ regex_matches('origins.source_text', "coalesce(rules.source_pattern, '')") }}
        and {{ regex_matches('origins.medium_text', "coalesce(rules.medium_pattern, '')") }}
        and {{ regex_matches('origins.campaign_text', "coalesce(rules.campaign_pattern, '')") }}
    group by 1, 2, 3

)

select * from channels
