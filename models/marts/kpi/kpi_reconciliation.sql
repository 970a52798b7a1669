with

checks as (

    {{ reconciliations() }}

),

compared as (

    select
        check_name,
        kind,
        test_name,
        left_value,
        right_value,
        left_value - right_value as difference,
        compared,
        differing,
        differing = 0 as is_reconciled

    from checks

)

select * from compared
