{#- The end of a working table: its rows, with those of a run that was stopped before it had added its loads; of a key named
    in `once` the latter alone, if there are any. Without history nothing is touched: all is made anew. -#}
{% macro with_carried_over(found, once=none) %}
    select * from {{ found }}
    {%- if history_is_whole() %}
    {%- set before = adapter.get_relation(database=this.database, schema=this.schema, identifier=this.identifier) %}
    {%- if before is not none %}
    {%- if once %}
    where {{ once }} not in (select {{ once }} from {{ before }})
    {%- endif %}
    union
    select * from {{ before }}
    {%- endif %}
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}
