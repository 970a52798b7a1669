{#- CTEs that set figures of one relation beside those of another, the last of them `paired`: a row a figure and key, with
    both values. `figures` names expressions, one for both or one for each; `by` lists the keys, or maps those here to
    those there. What only one side has is 0 on the other. -#}
{% macro paired_figures(here, there, figures, by) -%}
{%- set keys = by if by is mapping else dict(zip(by, by)) -%}
{%- for side, relation in [('here', here), ('there', there)] %}
{{ side }} as (

    select
        {%- for key in (keys.keys() if side == 'here' else keys.values()) %}
        {{ key }} as key_{{ loop.index }},
        {%- endfor %}
        {%- for figure in figures.values() %}
        {%- set expression = figure if figure is string else figure[0 if side == 'here' else 1] %}
        cast({{ expression }} as decimal(28, 6)) as figure_{{ loop.index }}{{ ',' if not loop.last }}
        {%- endfor %}

    from {{ relation }}
    {%- if keys %}
    group by {% for key in keys %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    {%- endif %}

),
{% endfor %}
paired as (

    {% for figure in figures -%}
    select
        '{{ figure }}' as figure,
        {%- for key in keys %}
        coalesce(here.key_{{ loop.index }}, there.key_{{ loop.index }}) as key_{{ loop.index }},
        {%- endfor %}
        coalesce(here.figure_{{ loop.index }}, 0) as left_value,
        coalesce(there.figure_{{ loop.index }}, 0) as right_value

    from here
    {{ 'full outer' if keys else 'cross' }} join there
    {%- for key in keys %}
        {{ 'on' if loop.first else 'and' }} here.key_{{ loop.index }} is not distinct from there.key_{{ loop.index }}
    {%- endfor %}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)
{%- endmacro %}
