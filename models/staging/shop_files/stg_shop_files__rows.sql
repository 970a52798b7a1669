{{ config(
    enabled='shop_files' in var('event_sources'),
    materialized='table',
    pre_hook='{{ forget_rejected_rows() }}',
    post_hook='{{ keep_rejected_rows() }}'
) }}

select * from {{ file_rows(var('shop_files'), shop_columns()) }}
