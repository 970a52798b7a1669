{#- A relation of the whole numbers from 0 to 999 in `number`, which no engine calls by the name of another. -#}
{% macro numbers_below_1000() -%}
    {%- set digits -%}
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
        select 100 * hundreds.digit + 10 * tens.digit + ones.digit as number
        from {{ digits }} as hundreds
        cross join {{ digits }} as tens
        cross join {{ digits }} as ones
    )
{%- endmacro %}
