{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select
        *,
        {{ microseconds_between('occurred_at', 'coalesce(received_at, loaded_at)') }} as lag_microseconds

    from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

counted as (

    select
        session_id,
        event_source,
        load_id,
        min(loaded_at) as loaded_at,
        {% set reached = namespace(seconds=none) -%}
        {% for bucket, seconds in fromyaml(lag_buckets()).items() -%}
        count(*) filter (
            where {{ 'lag_microseconds <= ' ~ seconds ~ '000000' if seconds else 'true' }}
            {%- if reached.seconds %} and lag_microseconds > {{ reached.seconds }}000000{% endif %}
        ) as events_{{ bucket }},
        {% set reached.seconds = seconds -%}
        {% endfor -%}
        count(*) as events

    from session_events
    group by 1, 2, 3

),

numbered as (

    select
        *,
        row_number() over (
            partition by session_id order by loaded_at asc nulls last, load_id asc nulls last
        ) as load_number,
        count(*) over (partition by session_id) as load_count

    from counted

)

select * from numbered
