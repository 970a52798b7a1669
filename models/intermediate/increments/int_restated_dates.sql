with

session_dates as (

    select * from {{ ref('int_restated_session_dates') }}

),

entry_dates as (

    select * from {{ ref('int_restated_entry_dates') }}

),

dates as (

    select restated_date from session_dates
    {%- for rows in fromyaml(kpi_rows()).values() if rows.date == 'entry_date' %}
    union
    select entry_date as restated_date
    from entry_dates
    where {{ rows.where }}
    {%- endfor %}

)

select * from dates
