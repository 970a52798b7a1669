{#- The files that a var names exist and, where their columns are given, those of CSV begin with them: they are
    read by position. One line for the first that does not. -#}
{% macro check_files(name, columns=none) %}
    {%- if not var(name) -%}
        {{- refuse_var(name, "the path of the files, such as '/exports/events_*.csv'") -}}
    {%- endif -%}
    {%- set files = list_files(var(name)) -%}
    {%- if not files -%}
        {{- exceptions.raise_compiler_error(
            "No file matches the var " ~ name ~ ", '" ~ var(name) ~ "': check the path and the pattern."
        ) -}}
    {%- endif -%}
    {%- set header = fromyaml(columns or '{}').keys() | join(',') -%}
    {%- for file in files if columns and not is_json_file(file) -%}
        {%- if first_line(file) | replace('"', '') != header -%}
            {{- exceptions.raise_compiler_error(
                "The first line of '" ~ file ~ "' must be the header " ~ header ~ " but is: "
                ~ first_line(file)
            ) -}}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
