with

source_days as (

    select * from {{ ref('int_source_days') }}

),

-- from the first day of any source to the last of any, which is not whole yet
span as (

    select {{ days_through('min(first_day)', 'max(last_whole_day)') }} + 1 as days
    from source_days

),

numbers as (

    select number as age from {{ whole_numbers(4) }} as digits

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
