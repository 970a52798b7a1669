-- Do all tables that show a figure show the same one?
select
    check_name,
    kind,
    test_name,
    left_value,
    right_value,
    difference,
    compared,
    differing,
    is_reconciled

from {{ ref('kpi_reconciliation') }}
order by is_reconciled asc nulls last, kind asc nulls last, check_name asc nulls last
