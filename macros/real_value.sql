{#- Null in place of the words a source uses for "no value": GA4 prints `(not set)`, `<Other>` and
    `(data deleted)`, its public sample also `<obfuscated>`. `(direct)` and `(none)` are values. -#}
{% macro real_value(expression) -%}
    case
        when trim({{ expression }}) not in (
            '', '(not set)', '<Other>', '(data deleted)', '<obfuscated>', 'Not available in demo dataset'
        ) then trim({{ expression }})
    end
{%- endmacro %}
