{#- The columns that the export has and the models do not know, or the reverse. A warning: Google adds columns now and
    then, and without one that is read nothing is built. -#}
{{ config(enabled='ga4' in var('event_sources'), severity='warn') }}
{{ drifted_columns(source('ga4', 'events'), ga4_columns().split()) }}
