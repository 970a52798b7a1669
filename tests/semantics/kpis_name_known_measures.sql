{#- The KPIs whose numerator or denominator is no measure of `kpi_measures`: they would be zero or null for ever. -#}
{%- set known = "'" ~ fromyaml(kpi_measures()).keys() | join("', '") ~ "'" -%}

select * from {{ ref('kpi_definitions') }}
where numerator_measure not in ({{ known }})
    or denominator_measure not in ({{ known }})
