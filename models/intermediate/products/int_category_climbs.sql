{%- set levels = var('max_category_levels') %}
with

category_rows as (

    select * from {{ ref('int_category_rows') }}

),

-- one join a level: step 1 is the category itself, step 2 its parent
climbed as (

    select
        {% for step in range(1, levels + 1) -%}
        step_{{ step }}.category_id as step_{{ step }},
        {% endfor -%}
        step_1.event_source

    from category_rows as step_1
    {% for step in range(2, levels + 1) -%}
    left join category_rows as step_{{ step }}
        on step_1.event_source = step_{{ step }}.event_source
            and step_{{ step - 1 }}.parent_id = step_{{ step }}.category_id
    {% endfor %}

),

climbs as (

    {% for step in range(1, levels + 1) -%}
    select event_source, step_1 as category_id, {{ step }} as step, step_{{ step }} as ancestor_id
    from climbed
    where step_{{ step }} is not null
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from climbs
