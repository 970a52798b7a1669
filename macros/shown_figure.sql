{#- A metric's value as a person writes it: a share in percent, what is large or whole without decimals. -#}
{% macro shown_figure(value, family) -%}
    case
        when {{ family }} = 'share' then {{ text_of(rounded('100 * ' ~ value, 1)) }} || ' %'
        when {{ value }} >= 100 or {{ value }} = floor({{ value }}) then {{ text_of(rounded(value, 0)) }}
        else {{ text_of(rounded(value, 2)) }}
    end
{%- endmacro %}
