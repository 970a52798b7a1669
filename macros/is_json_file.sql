{#- Whether a file, by its name, holds JSON with an object a line. -#}
{% macro is_json_file(path) %}
    {{- return(modules.re.search('[.](json|jsonl|ndjson)([.](gz|zst))?$', path) is not none) -}}
{% endmacro %}
