{#- The logarithm of the greatest likelihood that one rate gives to `part` of `whole`, up to what depends on neither: for a
    share of trials (binomial), a count or an amount by its exposure (Poisson), or a duration (exponential). Twice what two
    lose when they share a rate is the statistic G of S. S. Wilks (Annals of Mathematical Statistics 9 (1938), 60-62). -#}
{% macro log_likelihood(part, whole) -%}
    case family
        when 'duration' then -{{ whole }} * ln({{ part }} / {{ whole }})
        when 'share' then {{ x_log_x(part, whole) }} + {{ x_log_x('(' ~ whole ~ ' - ' ~ part ~ ')', whole) }}
        else {{ x_log_x(part, whole) }}
    end
{%- endmacro %}
