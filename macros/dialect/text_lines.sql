{#- The lines of text files as a relation: `line`, and the file in `filename`; without the empty ones. In a table
    model with the hooks `forget_rejected_rows` and `keep_rejected_rows` a line that is no text is kept, too. -#}
{% macro text_lines(path) %}
    {{- return(adapter.dispatch('text_lines')(path)) -}}
{% endmacro %}

{% macro default__text_lines(path) -%}
(
    select *
    from read_csv(
        '{{ path }}', columns = {'line': 'varchar'}, header = false, auto_detect = false, strict_mode = false,
        delim = chr(31), quote = '', escape = '', filename = true, store_rejects = true
    )
    where line is not null
)
{%- endmacro %}
