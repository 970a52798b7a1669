with

replaced_sessions as (

    select * from {{ ref('int_replaced_sessions') }}

),

reordered_sessions as (

    select * from {{ ref('int_reordered_sessions') }}

),

rejudged_sessions as (

    select * from {{ ref('int_rejudged_sessions') }}

),

renumbered_visitors as (

    select * from {{ ref('int_renumbered_visitors') }}

),

numbered_sessions as (

    select session_id, session_number, start_reason, is_closed
    from {{ ref('int_numbered_sessions') }}
    where (event_source, visitor_id) in (select event_source, visitor_id from renumbered_visitors)

),

stored_sessions as (

    {% if history_is_whole() -%}
    select session_id, session_number, start_reason, is_closed
    from {{ as_it_stands('int_sessions') }}
    where session_id in (select session_id from numbered_sessions)
    {%- else -%}
    select * from numbered_sessions
    {%- endif %}

),

renumbered as (

    select * from numbered_sessions
    except
    select * from stored_sessions

),

recounted as (

    select session_id from replaced_sessions
    union
    select session_id from reordered_sessions
    union
    select session_id from renumbered
    union
    select session_id from rejudged_sessions

)

{{ with_carried_over('recounted') }}
