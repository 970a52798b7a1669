with

session_loads as (

    select * from {{ ref('int_session_loads') }}

),

parts as (

    select
        session_id,
        load_number,
        count(*) filter (where not is_older) as sessions_new,
        count(*) filter (where is_older and is_touched) as sessions_extended,
        count(*) filter (where is_older and is_begun) as sessions_moved,
        count(*) filter (where is_older) as older_parts,
        count(*) as parts

    from {{ ref('int_session_changes') }}
    group by 1, 2

),

-- parts that were there before and are fewer now have been joined
changes as (

    select
        *,
        lag(parts) over (partition by session_id order by load_number asc nulls last) - older_parts as sessions_joined

    from parts

),

audited as (

    select
        session_loads.event_source,
        session_loads.load_id,
        min(session_loads.loaded_at) as loaded_at,
        cast(sum(session_loads.events) as bigint) as events,
        {% for bucket in fromyaml(lag_buckets()) -%}
        cast(sum(session_loads.events_{{ bucket }}) as bigint) as events_{{ bucket }},
        {{ rate('sum(session_loads.events_' ~ bucket ~ ')', 'sum(session_loads.events)') }} as share_{{ bucket }},
        {% endfor -%}
        cast(sum(coalesce(changes.sessions_new, 1)) as bigint) as sessions_new,
        cast(sum(coalesce(changes.sessions_extended, 0)) as bigint) as sessions_extended,
        cast(sum(coalesce(changes.sessions_joined, 0)) as bigint) as sessions_joined,
        cast(sum(coalesce(changes.sessions_moved, 0)) as bigint) as sessions_moved

    from session_loads
    left join changes
        on session_loads.session_id = changes.session_id
            and session_loads.load_number = changes.load_number
    group by 1, 2

)

select * from audited
