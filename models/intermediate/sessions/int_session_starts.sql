{{ config(materialized='view') }}

with

events as (

    select
        *,
        {{ session_stream() }} as session_stream

    from {{ ref('int_events') }}

),

{{ cut_sessions() }}

select * from session_starts
