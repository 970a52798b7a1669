{#- CTEs that say which rows of the relation `judged` repeat others, the last of them `explained`: of those with an id of
    `repeated_ids` the first to arrive wins. The relation is named twice, and is no CTE: an engine would keep every row
    of one between the two. -#}
{% macro deduplicate(judged) -%}
alone as (

    select judged.*
    from {{ judged }} as judged
    anti join repeated_ids
        on judged.event_source = repeated_ids.repeated_source
            and judged.event_id = repeated_ids.repeated_id
            and judged.row_reason is null

),

-- only rows that repeat an id pay for a hash
repeated as (

    select
        judged.*,
        {{ row_hash(event_content_columns()) }} as content_hash

    from {{ judged }} as judged
    semi join repeated_ids
        on judged.event_source = repeated_ids.repeated_source
            and judged.event_id = repeated_ids.repeated_id
    where judged.row_reason is null

),

arrived as (

    select
        *,
        row_number() over (partition by event_source, event_id order by {{ arrival_order() }}) as arrival

    from repeated

),

-- the first to arrive wins; an equal row is a repeat of it, any other one contradicts it
ranked as (

    select *, min(arrival) over (partition by event_source, event_id, content_hash) as first_arrival
    from arrived

),

explained as (

    select {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }}, row_reason as reason
    from alone
    union all
    select
        {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }},
        case
            when arrival > first_arrival then 'exact_duplicate'
            when arrival > 1 then 'repeated_event_id'
        end as reason

    from ranked

)
{%- endmacro %}
