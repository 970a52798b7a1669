{#- The path of a page's address: without host, query and fragment. The bare host is the path `/`. -#}
{% macro ga4_page_path(url) -%}
    case
        when {{ url }} is not null
            then coalesce({{ regex_extract(url, '^[a-zA-Z]+://[^/?#]+(/[^?#]*)') }}, '/')
    end
{%- endmacro %}
