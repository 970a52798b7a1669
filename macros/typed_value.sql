{#- One text of a file as its type, null where it is blank or cannot be read. A number with a fraction is no integer. -#}
{% macro typed_value(column, type) -%}
    {%- if type == 'text' -%}
        {{ filled(column) }}
    {%- elif type == 'timestamp' -%}
        {{ timestamp_of_text(column) }}
    {%- elif type == 'integer' -%}
        case
            when {{ regex_matches('trim(' ~ column ~ ')', "'^[+-]?[0-9]+$'") }} then try_cast(trim({{ column }}) as integer)
        end
    {%- else -%}
        try_cast(trim({{ column }}) as {{ type }})
    {%- endif -%}
{%- endmacro %}
