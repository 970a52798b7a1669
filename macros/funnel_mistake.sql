{#- What is wrong with a row of `seeds/funnels.csv`, by the facts of `int_funnel_mistakes`; null where nothing is. -#}
{% macro funnel_mistake() -%}
    case
        when funnels.rows_of_funnel > 1 then 'stands twice'
        when steps.funnel is null then 'has no steps in funnel_step_definitions.csv'
        when coalesce(scope, '') not in ('session', 'visitor', 'person')
            then 'scope must be session, visitor or person'
        when coalesce(step_order, '') not in ('ordered', 'strict', 'any', 'nested')
            then 'step_order must be ordered, strict or any'
        when (step_order = 'nested') <> (funnels.funnel = 'engagement')
            then 'step_order nested is what the funnel engagement has, and no other'
        when coalesce(entry, '') not in ('first', 'any') then 'entry must be first or any'
        when conversion_window_seconds <= 0 then 'conversion_window_seconds must be above 0'
        when scope <> 'session' and conversion_window_seconds is null
            then 'scope ' || scope || ' needs conversion_window_seconds'
        when held_property not in ({{ held_properties() }})
            or second_held_property not in ({{ held_properties() }})
            then 'a held property must be product_id, category_id or page_path'
        when held_property = second_held_property or (held_property is null and second_held_property is not null)
            then 'second_held_property must differ from held_property, which comes first'
        when step_order = 'nested' and (
            scope <> 'session' or entry <> 'first' or conversion_window_seconds is not null or held_property is not null
        ) then 'the stages of engagement go with scope session and entry first, without window or held property'
        when funnels.funnel = 'purchase' and (scope <> 'session' or step_order <> 'ordered' or entry <> 'first')
            then 'sessions and KPIs are told by it: scope session, step_order ordered, entry first'
        when funnels.funnel = 'purchase' and steps.shop_step_names < 4
            then 'sessions and KPIs need its required steps view_product, add_to_cart, checkout and purchase'
    end
{%- endmacro %}
