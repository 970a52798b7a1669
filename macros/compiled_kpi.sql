{#- What a row of `kpi_definitions` comes to in SQL: its numerator and denominator over which rows, and its value. For the
    lock; the models count all measures of the same rows at once, from the same macros. -#}
{% macro compiled_kpi(definition) -%}
    {%- set rows, measures = fromyaml(kpi_rows()), fromyaml(kpi_measures()) -%}
    {%- for part in ['numerator', 'denominator'] if definition[part ~ '_measure'] in measures %}
    {%- set measure = measures[definition[part ~ '_measure']] %}
    select
        {{ rows[measure.over].date }},
        {{ measure.aggregation or 'sum' }},
        {{ kpi_part('measure', measure_sql(measure)) }} as {{ part }}
    from {{ rows[measure.over].of }}
    where {{ rows[measure.over].where }}
    group by 1;
    {%- endfor %}
    {{ kpi_value('numerator', 'denominator') }}
{%- endmacro %}
