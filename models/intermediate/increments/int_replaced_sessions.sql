with

spans as (

    select * from {{ ref('int_touched_spans') }}

),

rebuilt_events as (

    select * from {{ ref('int_rebuilt_session_events') }}

),

replaced as (

    select session_id from spans
    where session_id is not null
    union
    select session_id from rebuilt_events

)

{{ with_carried_over('replaced') }}
