{#- Why a row by itself cannot be used: the first reason that holds, in the order of DESIGN's precedence, or
    null. Nothing happens later than it arrives, and nothing arrives later than its load was made: the earlier of
    the two bounds an event's time. What only shows beside other rows (repeats) is `int_cleaned_events`' own. -#}
{% macro row_exclusion_reason() -%}
    case
        when reader_complaint is not null then 'unreadable_row'
        when visitor_id is null or trim(visitor_id) = '' then 'missing_identity'
        when occurred_at is null or loaded_at is null then 'missing_time'
        -- the day is behind everywhere a day later; time zones cost more than all the rest
        when occurred_at < cast('{{ var("min_event_date") }}' as timestamp) + interval '1' day
            and {{ reporting_date('occurred_at') }} < cast('{{ var("min_event_date") }}' as date)
            then 'before_min_event_date'
        when occurred_at
            > least(received_at, loaded_at) + interval '{{ var("clock_skew_minutes") }}' minute
            then 'in_the_future'
        when value_complaint is not null or quantity < 0 or unit_price < 0 or (revenue < 0 and event_type is distinct from 'refund')
            then 'impossible_value'
        {%- if var('exclude_unlisted_event_types') %}
        when not is_listed_type then 'unlisted_event_type'
        {%- endif %}
        when is_superseded then 'superseded_load'
    end
{%- endmacro %}
