with

recounted_sessions as (

    select * from {{ ref('int_recounted_sessions') }}

),

renumbered_visitors as (

    select * from {{ ref('int_renumbered_visitors') }}

),

numbered_sessions as (

    select session_id, person_id, customer_id
    from {{ ref('int_numbered_sessions') }}
    where (event_source, visitor_id) in (select event_source, visitor_id from renumbered_visitors)

),

stored_sessions as (

    {% if history_is_whole() -%}
    select session_id, person_id, customer_id
    from {{ as_it_stands('int_sessions') }}
    where session_id in (select session_id from numbered_sessions)
    {%- else -%}
    select * from numbered_sessions
    {%- endif %}

),

restitched as (

    select * from numbered_sessions
    except
    select * from stored_sessions

),

restated as (

    select session_id from recounted_sessions
    union
    select session_id from restitched

)

{{ with_carried_over('restated') }}
