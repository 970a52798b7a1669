{#- How dbt writes a seed's rows. In the Spark adapter's own way a missing value becomes the text None and an apostrophe
    ends the statement. -#}
{% macro spark__load_csv_rows(model, agate_table) %}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- set sql %}
        insert into {{ this }} values
        {% for row in agate_table.rows -%}
        (
            {%- for value in row -%}
                {%- set type = types.get(agate_table.column_names[loop.index0], adapter.convert_type(agate_table, loop.index0)) -%}
                cast(
                    {%- if value is none %}null
                    {%- else -%} '{{ dbt.escape_single_quotes((value | string) | replace('\\', '\\\\')) }}'
                    {%- endif %} as {{ type }}
                )
                {%- if not loop.last %}, {% endif -%}
            {%- endfor -%}
        )
        {%- if not loop.last %},{% endif %}
        {% endfor -%}
    {%- endset -%}
    {%- do adapter.add_query(sql, abridge_sql_log=true) -%}
    {{- return(sql) -}}
{% endmacro %}
