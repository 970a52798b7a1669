{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

events as (

    select
        *,
        {{ session_stream() }} as session_stream

    from {{ ref('int_events') }}

),

session_starts as (

    select * from {{ ref('int_session_starts') }}

),

rebuilt as (

    select * from {{ ref('int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

{{ name_sessions() }}

select * from {{ 'rebuilt' if is_increment() else 'session_events' }}
