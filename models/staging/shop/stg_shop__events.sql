{{ config(enabled='shop' in var('event_sources')) }}

with

raw_events as (

    select * from {{ source('raw', 'events') }}

),

user_agents as (

    select * from {{ ref('stg_shop__user_agents') }}

),

exchange_rates as (

    select * from {{ ref('stg_shop__exchange_rates') }}

),

described as (

    select
        raw_events.*,
        user_agents.browser,
        user_agents.operating_system,
        user_agents.agent_class,
        exchange_rates.reporting_rate

    from raw_events
    left join user_agents
        on coalesce(raw_events.user_agent, '') = coalesce(user_agents.user_agent, '')
            and (coalesce(raw_events.ip_address, '') <> '') = user_agents.has_address
    left join exchange_rates
        on upper({{ filled('raw_events.currency') }}) = exchange_rates.currency
            and cast(raw_events.occurred_at as date) = exchange_rates.rate_date

),

events as (

    select
        {{ shop_event_columns('shop') }},
        unread_line as raw_text,
        case when unread_line is not null then 'the collector could not read the line' end
            as reader_complaint,
        {{ null_texts('value_complaint') }},
        false as is_superseded,
        coalesce(consent = 'denied', false) as is_consent_declined

    from described

)

select * from events
