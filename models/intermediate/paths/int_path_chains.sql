with

cells as (

    select * from {{ ref('int_path_cells') }}

),

-- what a million moves come to
{{ summed_powers('stream, dimension, dimension_value', size='state_count', squarings=20) }}

select * from chains
