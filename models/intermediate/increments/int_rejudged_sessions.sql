with

rejudged_visitors as (

    select * from {{ ref('int_rejudged_visitors') }}

),

bots as (

    select session_id, bot_score, bot_kind, bot_reasons from {{ ref('int_session_bots') }}
    where (event_source, visitor_id) in (select event_source, visitor_id from rejudged_visitors)

),

stored_bots as (

    {% if history_is_whole() -%}
    select session_id, bot_score, bot_kind, bot_reasons from {{ as_it_stands('int_sessions') }}
    where session_id in (select session_id from bots)
    {%- else -%}
    select * from bots
    {%- endif %}

),

changed as (

    select * from bots
    except
    select * from stored_bots

),

rejudged as (

    select session_id from changed

)

select * from rejudged
