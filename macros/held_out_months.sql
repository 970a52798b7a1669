{#- How many months of 30 days a projection is made without, as YAML: 0 is the one that is shown, with the others what it says is held
    against what came. -#}
{% macro held_out_months() %}
- 0
- 1
- 3
- 6
- 12
{% endmacro %}
