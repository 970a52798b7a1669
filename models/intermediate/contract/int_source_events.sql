{{ config(materialized='view') }}
{{ check_event_sources() }}

with

{% for source in var('event_sources') -%}
{{ source }}_events as (

    select
        {{ event_columns() }},
        {{ cleaning_columns() }},
        event_type as staged_event_type

    from {{ ref('stg_' ~ source ~ '__events') }}

),

{% endfor -%}
event_types as (

    select
        *,
        not is_page_view and not is_automatic as is_interaction

    from {{ ref('event_types') }}

),

united as (

    {% for source in var('event_sources') -%}
    select * from {{ source }}_events
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

with_listed_type as (

    select
        united.*,
        listed.event_type is not null as is_listed_type,
        coalesce(listed.event_type, 'other') as canonical_event_type

    from united
    left join event_types as listed
        on united.staged_event_type = listed.event_type

),

typed as (

    select
        {{ event_columns() }},
        {{ event_type_columns() }},
        {{ cleaning_columns() }},
        is_listed_type

    from with_listed_type
    inner join event_types
        on with_listed_type.canonical_event_type = event_types.event_type

)

select * from typed
