{#- The bins of times between steps: their names and the seconds each reaches up to, the last without end. -#}
{% macro time_bins() %}
under 3 s: 3
3 to 10 s: 10
10 to 30 s: 30
30 to 60 s: 60
1 to 3 min: 180
3 to 10 min: 600
10 to 30 min: 1800
30 to 60 min: 3600
1 to 6 h: 21600
6 to 24 h: 86400
1 to 7 days: 604800
7 days and more: ~
{%- endmacro %}
