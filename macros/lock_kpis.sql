{#- For scripts/lock_kpis.py: print, as JSON, the KPIs as they are now and what speaks against locking them. -#}
{% macro lock_kpis() %}
    {{- log(tojson({'now': kpi_checksums().values() | list, 'refused': unlocked_kpis().refused}), info=true) -}}
{% endmacro %}
