{#- One md5 over the SQL of the models that grow by loads and of all they are made from. Macros are not in it, nor are the
    models that only some runs build, `evaluation`. -#}
{% macro models_fingerprint() %}
    {%- set models = [] -%}
    {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | sort(attribute='name') -%}
        {%- if node.schema not in ['marts', 'evaluation'] or node.unique_id in increment_models() -%}
            {%- do models.append([node.name, node.checksum.checksum]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(local_md5(tojson(models))) -}}
{% endmacro %}
