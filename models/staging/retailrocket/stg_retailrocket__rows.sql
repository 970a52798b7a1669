{{ config(
    enabled='retailrocket' in var('event_sources'),
    materialized='table',
    pre_hook='{{ forget_rejected_rows() }}',
    post_hook='{{ keep_rejected_rows() }}'
) }}

select
    {{ fromyaml(retailrocket_columns()).keys() | join(', ') }},
    filename,
    raw_text,
    reader_complaint

from {{ file_rows(var('retailrocket_events'), retailrocket_header()) }}
