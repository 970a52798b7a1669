{#- Every segment whose shares do not add up to 1: of its paths, of the moves from a state, of a step of its flows. -#}
with

shares as (

    select 'paths' as mart, stream, dimension, dimension_value, '' as part, share from {{ ref('paths') }}
    union all
    select 'path_transitions' as mart, stream, dimension, dimension_value, from_state as part, probability as share
    from {{ ref('path_transitions') }}
    union all
    select
        'path_flows' as mart,
        stream,
        dimension,
        dimension_value,
        direction || ' ' || {{ text_of('level') }} as part,
        share
    from {{ ref('path_flows') }}

)

select mart, stream, dimension, dimension_value, part, sum(share) as share
from shares
group by 1, 2, 3, 4, 5
having abs(sum(share) - 1) > 0.000000001
