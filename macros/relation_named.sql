{#- A model by its name, or a source table by those of the source and the table, as in `raw.events`. -#}
{% macro relation_named(name) %}
    {%- if '.' in name -%}
        {{- return(source(*name.split('.'))) -}}
    {%- else -%}
        {{- return(ref(name)) -}}
    {%- endif -%}
{% endmacro %}
