{#- The countries of the export that have no code: their events have a null country. Put them into
    `seeds/ga4_country_names.csv`. -#}
{{ config(enabled='ga4' in var('event_sources'), severity='warn') }}
select distinct geo_country
from {{ ref('stg_ga4__mapped_events') }}
where {{ real_value('geo_country') }} is not null
    and country_code is null
