{#- A relation of the whole numbers from 0 up that have so many digits at most, in `number`, which no engine calls by the name of
    another: with 3 those up to 999. -#}
{% macro whole_numbers(digits) -%}
    {%- set digit -%}
        (
            {%- for digit in range(10) %}
            select {{ digit }} as digit
            {%- if not loop.last %}
            union all
            {%- endif %}
            {%- endfor %}
        )
    {%- endset -%}
    (
        select
            {%- for place in range(digits) %}
            {{ 10 ** place }} * place_{{ place }}.digit{{ ' +' if not loop.last else ' as number' }}
            {%- endfor %}
        from {{ digit }} as place_0
        {%- for place in range(1, digits) %}
        cross join {{ digit }} as place_{{ place }}
        {%- endfor %}
    )
{%- endmacro %}
