{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

{%- set expected = {
    'unreadable': 'unreadable_row',
    'missing_identity': 'missing_identity',
    'missing_time': 'missing_time',
    'old': 'before_min_event_date',
    'future': 'in_the_future',
    'impossible': 'impossible_value',
    'duplicate': 'exact_duplicate',
    'changed': 'repeated_event_id',
} -%}

with

cleaned_events as (

    select * from {{ ref('int_cleaned_events') }}
    where event_source = 'shop'

),

injected_errors as (

    select * from {{ source('truth', 'injected_errors') }}
    where kind <> 'late'

),

matched as (

    select
        coalesce(injected_errors.kind, 'none') as kind,
        coalesce(cleaned_events.exclusion_reason, 'accepted') as outcome

    from cleaned_events
    left join injected_errors
        on cleaned_events.event_id = injected_errors.event_id
            and cleaned_events.load_id = injected_errors.load_id
            and cleaned_events.received_at = injected_errors.received_at

),

judged as (

    select
        kind,
        outcome,
        count(*) as events,
        case kind
            {%- for kind, reason in expected.items() %}
            when '{{ kind }}' then outcome = '{{ reason }}'
            {%- endfor %}
            else outcome in ('accepted', 'consent_declined', 'unlisted_event_type')
        end as is_right

    from matched
    group by 1, 2

)

select * from judged
