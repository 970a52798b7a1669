{#- The buckets of a session's duration: their names and the seconds each reaches up to, itself excluded, the last without
    end. A session of exactly 30 minutes is in the last. -#}
{% macro duration_buckets() %}
under 10 s: 10
10 to 30 s: 30
30 to 60 s: 60
1 to 5 min: 300
5 to 10 min: 600
10 to 20 min: 1200
20 to 30 min: 1800
30 min and more: ~
{%- endmacro %}
