{#- Every segment in which the chance at `(start)`, by the matrix of all moves, is not the share of sessions that
    convert, to the six places that it has; or in which a chance is none. -#}
select * from {{ ref('path_states') }}
where (state = '(start)' and abs(purchase_probability - conversion_rate) > 0.000001)
    or (state = '(start)' and purchase_probability is null)
    or purchase_probability not between 0 and 1
    or removal_effect not between 0 and 1
