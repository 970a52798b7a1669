{{ config(
    materialized=by_increments(), unique_key='measure_date',
    meta={'replaces': 'int_restated_dates', 'by': 'restated_date'}
) }}

with

{% for name, rows in fromyaml(kpi_rows()).items() -%}
{{ name }} as (

    select
        *,
        {{ known_segment() }}

    from {{ ref(rows.of) }}
    where {{ is_touched(rows.date, 'int_restated_dates', named='restated_date') }}
        and {{ rows.where }}

),

counted_{{ name }} as (

    select
        {{ rows.date }} as measure_date,
        {{ segment_columns() }},
        {{ measure_columns(name) }}

    from {{ name }}
    {{ by_segment(rows.date) }}

),

{% endfor -%}
measures as (

    {% for name in fromyaml(kpi_rows()) -%}
    {{ measure_rows(name, 'measure_date, dimension, dimension_value') }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from measures
