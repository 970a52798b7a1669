{#- The median of the times counted in `path_time_bins`, in proportion between the ends of the bin that it lies in; in the last,
    which has none, its beginning. Null where no time is known. -#}
{% macro median_of_bins() -%}
    {%- set limits = fromyaml(path_time_limits()) -%}
    {%- set names = [] -%}
    {%- for number in range(1, limits | length + 2) -%} {%- do names.append('bin_' ~ number) -%} {%- endfor -%}
    {%- set half = 'cast(' ~ names | join(' + ') ~ ' as double) / 2' -%}
    case
        when {{ names | join(' + ') }} = 0 then null
        {%- for limit in limits %}
        {%- set before = ['0'] + names[:loop.index0] %}
        {%- set from = limits[loop.index0 - 1] if not loop.first else 0 %}
        when {{ half }} <= {{ (names[:loop.index]) | join(' + ') }}
            then {{ from }} + {{ limit - from }} * ({{ half }} - ({{ before | join(' + ') }})) / bin_{{ loop.index }}
        {%- endfor %}
        else {{ limits | last }}
    end
{%- endmacro %}
