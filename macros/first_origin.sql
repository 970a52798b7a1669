{#- A column of the first event of a group, in their order, that says anything of where a visit came from: source, medium and
    campaign belong together, and those of two events would be an origin that nobody had. -#}
{% macro first_origin(column) -%}
    nullif(
        min_by(coalesce({{ column }}, ''), event_number) filter (
            where traffic_source is not null or traffic_medium is not null or traffic_campaign is not null
        ),
        ''
    )
{%- endmacro %}
