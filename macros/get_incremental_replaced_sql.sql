{#- dbt's incremental strategy `replaced`: delete the rows whose `unique_key` stands in the working table that
    `meta.replaces` names (under the names in `meta.by`, if they differ), whether or not there are new rows for it, and
    insert the new ones. One transaction. -#}
{% macro get_incremental_replaced_sql(arguments) %}
    {%- set key = ([arguments.unique_key] if arguments.unique_key is string else arguments.unique_key) | join(', ') -%}
    {%- set columns = get_quoted_csv(arguments.dest_columns | map(attribute='name')) -%}
    {%- set touched = config.get('meta') -%}
    delete from {{ arguments.target_relation }}
    where ({{ key }}) in (select {{ touched.get('by', key) }} from {{ ref(touched.replaces) }});
    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arguments.temp_relation }}
{% endmacro %}
