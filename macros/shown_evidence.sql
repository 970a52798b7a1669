{#- The pieces of evidence for a bot, each a column that says whether a session of `measured` shows it. -#}
{% macro shown_evidence() -%}
    {%- for name, one in fromyaml(bot_evidence()).items() -%}
    coalesce({{ one.when }}, false) as {{ name }}
    {%- if not loop.last %},
    {% endif -%}
    {%- endfor %}
{%- endmacro %}
