{{ config(
    materialized=by_increments(), unique_key='measure_date',
    meta={'replaces': 'int_restated_dates', 'by': 'restated_date'}
) }}

with

{% for name, rows in fromyaml(kpi_rows()).items() -%}
counted_{{ name }} as (

    select
        {{ rows.date }} as measure_date,
        {{ measure_columns(name) }}

    from {{ ref(rows.of) }}
    where {{ is_touched(rows.date, 'int_restated_dates', named='restated_date') }}
        and {{ rows.where }}
    group by 1

),

{% endfor -%}
measures as (

    {% for name in fromyaml(kpi_rows()) -%}
    {{ measure_rows(name, 'measure_date') }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from measures
