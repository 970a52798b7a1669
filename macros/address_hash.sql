{#- A network address as a hash with the var `ip_salt`, so that equal addresses stay equal and none can be read. -#}
{% macro address_hash(address) -%}
    md5('{{ var("ip_salt") }}' || {{ filled(address) }})
{%- endmacro %}
