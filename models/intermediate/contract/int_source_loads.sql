{{ config(materialized='view') }}

with

{% for source in var('event_sources') -%}
{{ source }}_loads as (

    select
        '{{ source }}' as event_source,
        load_id,
        event_rows,
        content_sum,
        is_superseded

    from {{ ref('stg_' ~ source ~ '__loads') }}

),

{% endfor -%}
united as (

    {% for source in var('event_sources') -%}
    select * from {{ source }}_loads
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from united
