{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_starts as (

    select * from {{ ref('int_session_starts') }}

),

rebuilt as (

    select * from {{ ref('int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

{{ name_sessions() }}

select * from {{ 'rebuilt' if is_increment() else 'session_events' }}
