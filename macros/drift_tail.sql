{#- P(S > rise) of a cumulative sum of scores, each less 1, that never falls below 0: D. Siegmund, "Sequential Analysis"
    (1985), chapter 8, where 0.583 makes up for the steps. Two days of a weekday within two weeks share the error of their
    history of so many weeks, by which sums vary more. test_statistics.py holds it against a simulation. -#}
{% macro drift_tail(rise, weeks) -%}
    exp(-2 * (cast({{ rise }} as double) + 0.583) / (1 + 1 / (cast({{ weeks }} as double) + 1)))
{%- endmacro %}
