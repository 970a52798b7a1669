{#- The columns that the shop's events have and the models do not know, or the reverse. A warning: a column too many
    breaks nothing, and without one that is read nothing is built. -#}
{{ config(enabled='shop' in var('event_sources'), severity='warn') }}
{{ drifted_columns(source('raw', 'events'), fromyaml(shop_columns()).keys() | list + ['unread_line']) }}
