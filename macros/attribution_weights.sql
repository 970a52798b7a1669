{#- How much of an order a touchpoint earns by each model that looks at one journey at a time, as YAML: a whole number,
    to be set beside those of the journey's other touchpoints. Half the credit of time decay is lost in
    `attribution_half_life_days`. By position the first and the last have two fifths each, those between share the rest;
    of two each has half. -#}
{% macro attribution_weights() %}
first: case when position = 1 then 1 else 0 end
last: case when position = touchpoint_count then 1 else 0 end
last_non_direct: case when position = coalesce(last_non_direct_position, touchpoint_count) then 1 else 0 end
linear: 1
time_decay: >
  cast(greatest(1, round(1000000 * power(
  0.5, cast(microseconds_before_end as double) / {{ var('attribution_half_life_days') * 86400000000 }}))) as bigint)
position_based: >
  case when touchpoint_count <= 2 then 1
  when position in (1, touchpoint_count) then 2 * (touchpoint_count - 2) else 1 end
{% endmacro %}
