{#- The rows of an entity of `catalogue_sources` from every source in use that has it, with its `event_source`; none where no
    source does. `columns` are their names and types, as YAML. -#}
{% macro united_sources(entity, columns) -%}
    select
        cast(null as {{ dbt.type_string() }}) as event_source,
        {%- for name, type in fromyaml(columns).items() %}
        cast(null as {{ dbt.type_string() if type == 'text' else type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
    {%- for source in fromyaml(catalogue_sources())[entity] if source in var('event_sources') %}
    union all
    select
        '{{ source }}' as event_source,
        {{ fromyaml(columns).keys() | join(',\n        ') }}
    from {{ ref('stg_' ~ source ~ '__' ~ entity) }}
    {%- endfor %}
{%- endmacro %}
