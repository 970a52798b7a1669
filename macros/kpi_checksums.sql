{#- Of every KPI its version, a checksum of its definition and one of the SQL it comes to: what `seeds/kpi_lock.csv` holds. -#}
{% macro kpi_checksums() %}
    {%- set checksums = {} -%}
    {%- for definition in seed_file_rows('kpi_definitions') -%}
        {%- do checksums.update({
            definition.kpi: {
                'kpi': definition.kpi,
                'version': definition.version,
                'definition_checksum': local_md5(tojson(definition, sort_keys=true)),
                'compiled_checksum': local_md5(compiled_kpi(definition).split() | join(' ')),
            }
        }) -%}
    {%- endfor -%}
    {{- return(checksums) -}}
{% endmacro %}
