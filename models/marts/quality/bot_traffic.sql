{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}

),

shown as (

    {% for dimension, value in {
        'all': "'(all)'", 'bot_kind': 'bot_kind', 'channel': 'channel', 'landing_page': known('landing_page')
    }.items() -%}
    select
        '{{ dimension }}' as dimension, {{ value }} as dimension_value,
        event_source, session_date, is_bot, converted_at, is_bounce, page_view_count, revenue
    from sessions
    {{- ' where is_bot' if dimension == 'bot_kind' }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

counted as (

    select
        event_source, session_date, dimension, dimension_value,
        {{ of_bots_and_people('sessions', '1') }},
        {{ of_bots_and_people('conversions', 'case when converted_at is not null then 1 else 0 end') }},
        {{ of_bots_and_people('bounces', 'case when is_bounce then 1 else 0 end') }},
        {{ of_bots_and_people('page_views', 'page_view_count') }},
        {{ of_bots_and_people('revenue', 'revenue') }}

    from shown
    group by 1, 2, 3, 4

),

bot_traffic as (

    select
        counted.event_source, counted.session_date, counted.dimension, counted.dimension_value,
        cast(counted.bot_sessions as bigint) as bot_sessions,
        cast(people.people_sessions as bigint) as people_sessions,
        {{ rate('counted.bot_sessions', 'counted.bot_sessions + people.people_sessions') }} as bot_share,
        {{ with_bots('conversions', 'session_conversion') }},
        {{ with_bots('bounces', 'bounce_rate') }},
        {{ with_bots('page_views', 'pages_per_session') }},
        {{ with_bots('revenue', 'revenue_per_session') }}

    from counted
    -- a kind of bot is set beside all people of the day
    inner join counted as people
        on counted.event_source = people.event_source
            and counted.session_date = people.session_date
            and case when counted.dimension = 'bot_kind' then 'all' else counted.dimension end = people.dimension
            and (people.dimension = 'all' or counted.dimension_value = people.dimension_value)
    where counted.dimension = 'all' or counted.bot_sessions > 0

)

select * from bot_traffic
