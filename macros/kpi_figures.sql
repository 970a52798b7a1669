{#- What `paired_figures` compares where a table shows KPIs: the table's numerators (or numerators and denominators, as
    lists) beside those of `kpi_daily`. -#}
{% macro kpi_figures(kpis) %}
    {%- set figures = {} -%}
    {%- for kpi, expressions in kpis.items() -%}
        {%- for expression in ([expressions] if expressions is string else expressions) -%}
            {%- set part = ['numerator', 'denominator'][loop.index0] -%}
            {%- do figures.update(
                {kpi ~ ' ' ~ part: [expression, 'sum(' ~ part ~ ") filter (where kpi = '" ~ kpi ~ "')"]}
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(figures) -}}
{% endmacro %}
