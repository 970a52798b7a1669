with

anomalies as (

    select * from {{ ref('int_judged_metrics') }}

)

select * from anomalies
