{#- A CTE, `session_segments`: the rows of `sessions` once for all of them and once for each of `path_dimensions`. -#}
{% macro sessions_by_segment() -%}
session_segments as (

    select
        *,
        'all' as dimension,
        '(all)' as dimension_value
    from sessions
    {%- for name in fromyaml(path_dimensions()) %}
    union all
    select
        *,
        '{{ name }}' as dimension,
        {{ name }} as dimension_value
    from sessions
    {%- endfor %}

)
{%- endmacro %}
