{#- The sources of which a model holds more or fewer rows than their staging does. -#}
{% test holds_every_staged_event(model) %}

    with

    {% for source in var('event_sources') -%}
    {{ source }}_staged as (

        select
            '{{ source }}' as event_source,
            count(*) as staged

        from {{ ref('stg_' ~ source ~ '__events') }}

    ),

    {% endfor -%}
    staged as (

        {% for source in var('event_sources') -%}
        select * from {{ source }}_staged
        {%- if not loop.last %}
        union all
        {% endif -%}
        {%- endfor %}

    ),

    held as (

        select
            event_source,
            count(*) as held

        from {{ model }}
        group by 1

    )

    select
        staged.event_source,
        staged.staged,
        held.held

    from staged
    left join held
        on staged.event_source = held.event_source
    where staged.staged <> coalesce(held.held, 0)

{% endtest %}
