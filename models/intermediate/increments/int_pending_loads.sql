{{ config(pre_hook='{{ forget_loads() }}') }}
{{ refuse_changed_loads(ref('int_source_loads')) }}

with

source_loads as (

    select * from {{ ref('int_source_loads') }}

),

recorded_loads as (

    {% if history_is_whole() -%}
    select * from {{ recorded_loads() }}
    {%- else -%}
    select * from source_loads
    where false
    {%- endif %}

),

-- a load that another has replaced since is gone over once more
pending as (

    select source_loads.*
    from source_loads
    left join recorded_loads
        on source_loads.event_source = recorded_loads.event_source
            and source_loads.load_id = recorded_loads.load_id
    where recorded_loads.is_superseded is distinct from source_loads.is_superseded

)

select * from pending
