{#- The ids of the models that an increment consists of: those that grow by loads and their working tables. -#}
{% macro increment_models() %}
    {%- set ids = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.config.enabled -%}
        {%- if node.schema == 'increment' or (node.config.materialized == 'incremental' and node.schema != 'staging') -%}
            {%- do ids.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(ids) -}}
{% endmacro %}
