{#- The seconds that the bins of times between two steps of a path reach up to, as YAML; one more bin has no end. -#}
{% macro path_time_limits() %}
- 1
- 2
- 3
- 5
- 7
- 10
- 15
- 20
- 30
- 45
- 60
- 90
- 120
- 180
- 300
- 600
- 1200
- 1800
{% endmacro %}
