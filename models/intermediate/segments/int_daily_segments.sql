{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}
{%- set segments = fromyaml(session_segments()) %}

with

sessions as (

    select
        {% for value in segments.values() -%}
        {{ known(value) }} as value_{{ loop.index }},
        {% endfor -%}
        session_date,
        event_source,
        converted_at is not null as is_converted,
        is_closed,
        revenue

    from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}
        and not is_bot

),

daily_segments as (

    select
        session_date,
        event_source,
        case
            {% for dimension in segments -%}
            when value_{{ loop.index }} is not null then '{{ dimension }}'
            {% endfor -%}
        end as dimension,
        coalesce(
            {% for _ in segments -%}
            value_{{ loop.index }}{{ ',' if not loop.last }}
            {% endfor -%}
        ) as dimension_value,
        count(*) as sessions,
        count(*) filter (where is_converted) as conversions,
        count(*) filter (where not is_converted and not is_closed) as in_flight,
        cast(sum(revenue) as decimal(18, 2)) as revenue

    from sessions
    group by grouping sets (
        {% for _ in segments -%}
        (session_date, event_source, value_{{ loop.index }}){{ ',' if not loop.last }}
        {% endfor -%}
    )

)

select * from daily_segments
