{#- What is wrong with a row of `seeds/funnel_step_definitions.csv`, by the facts of `int_step_mistakes`; null where nothing is. -#}
{% macro step_mistake() -%}
    case
        when step_order is null then 'the funnel is not in seeds/funnels.csv'
        when step_number is null or step_name is null then 'step_number and step_name must be there'
        when coalesce(step_kind, '') not in ('required', 'optional', 'exclusion')
            then 'step_kind must be required, optional or exclusion'
        when step_order = 'nested' and event_type is not null then 'a stage of engagement has no event_type'
        when step_order <> 'nested' and event_type is null then 'event_type must be there'
        when step_order <> 'nested' and not is_known_type
            then 'the event type is not in seeds/event_types.csv'
        when number_in_order <> step_number then 'the steps must be numbered 1, 2, 3 … without a gap'
        when last_number > {{ var('max_funnel_steps') }}
            then 'the var max_funnel_steps allows {{ var("max_funnel_steps") }} steps'
        when last_number = 1 then 'a funnel needs two steps at least'
        when step_kind = 'exclusion' and (step_number = 1 or not is_number_of_required)
            then 'an exclusion carries the number of the required step that it must not come before, 2 at least'
        when step_kind = 'optional' and step_number in (1, last_number)
            then 'the first and the last step must be required'
        when step_kind <> 'exclusion' and (first_kind <> last_kind or first_name <> last_name)
            then 'all rows of a step have one name and one kind'
        when lowest_number_of_name <> highest_number_of_name then 'another step has the same name'
        when step_order in ('strict', 'any', 'nested') and step_kind <> 'required'
            then 'step_order ' || step_order || ' knows neither optional nor exclusion steps'
        when maximum_gap_seconds <= 0 then 'maximum_gap_seconds must be above 0'
        when maximum_gap_seconds is not null
            and (step_number = 1 or step_kind = 'exclusion' or step_order in ('any', 'nested'))
            then 'maximum_gap_seconds belongs to a step that follows another one'
        when step_kind <> 'exclusion' and lowest_gap <> highest_gap
            then 'all rows of a step have one maximum_gap_seconds'
        when step_order = 'any' and lowest_number_of_type <> highest_number_of_type
            then 'in any order, an event type belongs to one step'
        when rows_of_condition > 1 then 'the same condition stands twice on the way to a required step'
        when step_order = 'nested' and step_number > 4 then 'engagement has four stages'
    end
{%- endmacro %}
