{#- CTEs that say of `judged` rows which repeat others, the last of them `explained`: of those with an id of
    `repeated_ids` the first to arrive wins. -#}
{% macro deduplicate() -%}
-- only rows that repeat an id pay for a hash
hashed as (

    select
        judged.*,
        case when repeated_ids.repeated_id is not null then {{ row_hash(event_content_columns()) }} end
            as content_hash

    from judged
    left join repeated_ids
        on judged.event_source = repeated_ids.repeated_source
            and judged.event_id = repeated_ids.repeated_id
            and judged.row_reason is null

),

arrived as (

    select
        *,
        row_number() over (partition by event_source, event_id order by {{ arrival_order() }}) as arrival

    from hashed
    where content_hash is not null

),

-- the first to arrive wins; an equal row is a repeat of it, any other one contradicts it
ranked as (

    select *, min(arrival) over (partition by event_source, event_id, content_hash) as first_arrival
    from arrived

),

explained as (

    select {{ event_columns() }}, {{ event_type_columns() }}, {{ cleaning_columns() }}, row_reason as reason
    from hashed
    where content_hash is null
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
