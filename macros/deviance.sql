{#- How far `part` of `whole` is from what a rate expects, as the deviance of P. McCullagh and J. A. Nelder, "Generalized
    Linear Models" (1989), table 2.1: of a share of trials (binomial), a count or an amount by its exposure (Poisson), or a
    duration (gamma). About the square of a standard normal variable where the rate is right; a billion where something
    happened that never does. -#}
{% macro deviance(part, whole, rate) -%}
    {%- set expected = '(' ~ whole ~ ' * nullif(' ~ rate ~ ', 0))' -%}
    {%- set rest, expected_rest = '(' ~ whole ~ ' - ' ~ part ~ ')', '(' ~ whole ~ ' * nullif(1 - ' ~ rate ~ ', 0))' -%}
    case
        when {{ part }} = {{ whole }} * {{ rate }} then 0
        else coalesce(
            2 * case family
                when 'duration' then {{ part }} / {{ expected }} - 1 - ln({{ part }} / {{ expected }})
                when 'share' then {{ x_log_x(part, expected) }} + {{ x_log_x(rest, expected_rest) }}
                else {{ x_log_x(part, expected) }} + {{ expected }} - {{ part }}
            end,
            1e9
        )
    end
{%- endmacro %}
