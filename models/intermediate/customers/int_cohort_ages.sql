with

source_days as (

    select * from {{ ref('int_source_days') }}

),

-- from the first day of any source to the last of any, which is not whole yet
span as (

    select {{ days_through('min(first_day)', 'max(last_whole_day)') }} + 1 as days
    from source_days

),

digits as (

    {% for digit in range(10) -%}
    select {{ digit }} as digit
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

numbers as (

    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit as age
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands

),

cohort_ages as (

    {% for unit, length in fromyaml(age_units()).items() -%}
    select
        '{{ unit }}' as age_unit,
        numbers.age,
        numbers.age * {{ length }} as first_day,
        numbers.age * {{ length }} + {{ length - 1 }} as last_day

    from numbers
    cross join span
    where numbers.age * {{ length }} < span.days
        {%- if unit == 'day' %}
        and numbers.age <= {{ var('retention_days') }}
        {%- endif %}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from cohort_ages
