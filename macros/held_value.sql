{#- The values of the properties that a funnel holds constant, as one text: empty where it holds none, null where the event
    has none. -#}
{% macro held_value() -%}
    {%- set names = held_properties().replace("'", '').split(', ') -%}
    case
        when conditions.held_property is null then ''
        else
            case conditions.held_property
                {%- for name in names %} when '{{ name }}' then actor_events.{{ name }}{% endfor %}
            end
            || case
                when conditions.second_held_property is null then ''
                else chr(31) || case conditions.second_held_property
                    {%- for name in names %} when '{{ name }}' then actor_events.{{ name }}{% endfor %}
                end
            end
    end
{%- endmacro %}
