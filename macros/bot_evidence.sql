{#- What speaks for a bot, as YAML: when a session of `measured` shows it, how much it weighs (0 to 1), and how it reads. The
    minimum numbers of gaps and pages keep short visits out of what only long ones can show. -#}
{% macro bot_evidence() %}
declared_agent:
  when: agent_class in ('crawler', 'headless', 'library')
  weight: 0.95
  reason: its user agent is one of a crawler, a headless browser or a library
endless:
  when: duration_seconds >= 12 * 3600
  weight: 0.9
  reason: it went on for 12 hours or more
regular:
  when: gap_count >= 8 and gap_variation <= 0.1
  weight: 0.9
  reason: its events come at one rhythm
fast_on_average:
  when: gap_count >= 2 and mean_gap_seconds <= 2
  weight: 0.2
  reason: 2 s or less between its events on average
fast_as_a_rule:
  when: gap_count >= 2 and median_gap_seconds <= 2
  weight: 0.1
  reason: 2 s or less between most of its events
faster_than_hands:
  when: gap_count >= 5 and quick_gap_share >= 0.25
  weight: 0.2
  reason: a quarter of its events or more come within human reaction time
many_events:
  when: gap_count >= 5 and events_per_minute >= 30
  weight: 0.1
  reason: 30 events a minute or more
many_products:
  when: product_count >= 5 and products_per_minute >= 12
  weight: 0.2
  reason: 12 products a minute or more
only_looks:
  when: page_view_count >= 5 and interaction_count = 0
  weight: 0.4
  reason: 5 pages or more without an interaction
no_agent:
  when: agent_class = 'missing'
  weight: 0.1
  reason: it hides its user agent
idle_paid_landing:
  when: is_idle_paid_landing
  weight: 0.1
  reason: it came by a paid link and did nothing
one_rhythm_address:
  when: is_one_rhythm_address
  weight: 0.9
  reason: many visitors at its address keep one rhythm
idle_paid_address:
  when: is_idle_paid_address
  weight: 0.9
  reason: many visitors at its address come by paid links and do nothing
{%- endmacro %}
