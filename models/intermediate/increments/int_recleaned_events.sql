with

new_events as (

    select * from {{ ref('int_new_events') }}

),

pending_loads as (

    select event_source, load_id from {{ ref('int_pending_loads') }}

),

-- stored rows that share an id with a new one are judged again beside it
stored_events as (

    {% if history_is_whole() -%}
    select
        {{ event_columns() }}, {{ event_type_columns() }}, raw_text,
        cast(null as {{ dbt.type_string() }}) as reader_complaint,
        complaint as value_complaint,
        false as is_superseded,
        is_consent_declined,
        {{ reason_of_the_row_alone() }} as row_reason

    from {% call found_rows(as_it_stands('int_cleaned_events')) -%}
        where (event_source, event_id) in (select event_source, event_id from new_events)
            and (event_source, load_id) not in (select event_source, load_id from pending_loads)
    {%- endcall %}
    {%- else -%}
    select {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }}, row_reason
    from new_events
    {%- endif %}

),

judged as (

    select {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }}, row_reason
    from new_events
    union all
    select {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }}, row_reason
    from stored_events

),

repeated_ids as (

    select
        event_source as repeated_source,
        event_id as repeated_id

    from judged
    where row_reason is null
    group by 1, 2
    having count(*) > 1

),

{{ deduplicate('judged') }},

recleaned as (

    select {{ cleaned_columns() }}
    from explained

)

select * from recleaned
