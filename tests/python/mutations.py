"""Ways to break the models, one thing at a time: what is replaced by what, and who must notice.

A mutation's text must stand in its file: whoever changes the file changes the mutation with it.
"""

from typing import NamedTuple

LOCK = "the KPI lock"
RECONCILIATION = "reconcile_kpis.py"


class Mutation(NamedTuple):
    """The file, the text in it, what takes its place, and who must notice at the latest."""

    file: str
    old: str
    new: str
    by: str  # a test's name, LOCK or RECONCILIATION


MUTATIONS = {
    "drops a session": Mutation(
        "models/marts/core/sessions.sql",
        "'int_restated_sessions') }}\n\n)",
        "'int_restated_sessions') }} and session_number <> 2\n\n)",
        by="session_hours_equal_segments",
    ),
    "doubles an order": Mutation(
        "models/intermediate/orders/int_orders.sql",
        "where purchase_number = 1",
        "where purchase_number <= 2",
        by="an_order_counts_once_and_a_purchase_without_an_id_on_its_own",
    ),
    "forgets the time zone": Mutation(
        "macros/dialect/reporting_date.sql",
        "cast(timezone('{{ var(\"reporting_timezone\") }}', timezone('UTC', {{ timestamp }}))",
        "cast(({{ timestamp }})",
        by="a_session_is_dated_in_the_reporting_time_zone",
    ),
    "joins on half a key": Mutation(
        "models/marts/core/visitors.sql",
        "\n            and identities.visitor_id = totals.visitor_id",
        "",
        by="unique_key_visitors_event_source__visitor_id",
    ),
    "joins orders on the visitor": Mutation(
        "models/marts/core/orders.sql",
        "on refunded_orders.session_id = sessions.session_id",
        "on refunded_orders.visitor_id = sessions.visitor_id",
        by="unique_key_orders_event_source__order_key",
    ),
    "counts bots, by the macro": Mutation(
        "macros/kpi_rows.sql", "where: not is_bot}", "where: 'true'}", by=LOCK
    ),
    "counts bots, in the model": Mutation(
        "models/intermediate/kpi/int_daily_measures.sql",
        "\n        and {{ rows.where }}",
        "\n        and {{ rows.where.replace('not is_bot', 'true') }}",
        by="every_dimension_holds_every_session",
    ),
    "counts bots in funnels": Mutation(
        "macros/with_entry.sql",
        "where not is_bot",
        "where true",
        by="who_can_still_go_on_is_in_flight_not_dropped",
    ),
    "sums distinct visitors over days": Mutation(
        "models/intermediate/kpi/int_period_measures.sql",
        "{{ measure_columns('human_sessions', that_add_up=false) }}",
        "{{ measure_columns('human_sessions', that_add_up=false).replace(\"'|' || visitor_id\", "
        "\"'|' || visitor_id || cast(session_date as varchar)\") }}",
        by="a_visitor_of_two_days_is_one_of_their_week",
    ),
    "takes medians of another half": Mutation(
        "models/intermediate/kpi/int_period_measures.sql",
        "{{ measure_columns('human_sessions', that_add_up=false) }}",
        "{{ measure_columns('human_sessions', that_add_up=false).replace('0.5', '0.6') }}",
        by="a_visitor_of_two_days_is_one_of_their_week",
    ),
    "loses the bucket of the unknown": Mutation(
        "macros/known.sql",
        "coalesce({{ expression }}, '(unknown)')",
        "{{ expression }}",
        by="an_unknown_dimension_is_a_bucket_of_its_own",
    ),
    "takes the wrong tie-break of events": Mutation(
        "macros/event_order.sql",
        "tie_rank asc",
        "tie_rank desc",
        by="events_are_put_in_order_before_they_are_cut",
    ),
    "takes the wrong tie-break of orders": Mutation(
        "models/intermediate/orders/int_orders.sql",
        "case when revenue is null then 1 else 0 end asc",
        "case when revenue is null then 1 else 0 end desc",
        by="an_order_counts_once_and_a_purchase_without_an_id_on_its_own",
    ),
    "takes the in-flight for dropped": Mutation(
        "models/intermediate/funnels/int_funnel_outcomes.sql",
        "when can_go_on and watermark <= least(session_closes_at, deadline) then 'in_flight'",
        "when false then 'in_flight'",
        by="who_can_still_go_on_is_in_flight_not_dropped",
    ),
    "ends a session at exactly the timeout": Mutation(
        "macros/is_past_timeout.sql",
        "\n    > {{",
        "\n    >= {{",
        by="a_gap_of_exactly_thirty_minutes_stays_in_the_session",
    ),
    "accepts repeats": Mutation(
        "macros/deduplicate.sql",
        "when arrival > first_arrival then 'exact_duplicate'",
        "when false then 'exact_duplicate'",
        by="of_several_rows_with_one_id_the_first_to_arrive_wins",
    ),
    "accepts what consent forbids": Mutation(
        "macros/cleaned_columns.sql",
        "when is_consent_declined then",
        "when false then",
        by="declined_consent_comes_last",
    ),
    "believes clocks that run ahead": Mutation(
        "macros/row_exclusion_reason.sql",
        "least(received_at, loaded_at)",
        "greatest(received_at, loaded_at)",
        by="a_row_has_the_first_reason_that_holds",
    ),
    "loses rows without a time in the audit": Mutation(
        "models/marts/quality/event_audit.sql",
        "    from cleaned_events\n",
        "    from cleaned_events\n    where occurred_at is not null\n",
        by="raw_shop_rows_are_accounted_for",
    ),
    "loses events in a currency without a rate": Mutation(
        "models/staging/shop/stg_shop__events.sql",
        "left join exchange_rates",
        "inner join exchange_rates",
        by="as_many_rows_as_stg_shop__events_source_raw_events_",
    ),
    "converts no currency": Mutation(
        "macros/shop_event_columns.sql",
        "money('revenue * reporting_rate')",
        "money('revenue')",
        by=RECONCILIATION,
    ),
    "values orders of unknown revenue": Mutation(
        "models/intermediate/sessions/int_session_orders.sql",
        "count(revenue)",
        "count(*)",
        by="a_session_counts_its_orders_their_values_and_refunds",
    ),
    "forgets single refunds": Mutation(
        "models/intermediate/sessions/int_session_orders.sql",
        "refund_event_count > 0",
        "refund_event_count > 1",
        by="a_session_counts_its_orders_their_values_and_refunds",
    ),
    "loses refunds of unknown orders": Mutation(
        "models/intermediate/orders/int_refunded_orders.sql",
        "full outer join refunds",
        "left join refunds",
        by="a_refund_meets_its_order_or_stays_alone",
    ),
    "takes the second visit for the first": Mutation(
        "models/intermediate/sessions/int_sessions.sql",
        "session_number = 1 as is_new_visitor",
        "session_number <= 2 as is_new_visitor",
        by="accepted_values_kpi_reconciliation_is_reconciled__False__True",
    ),
    "takes two pages for a bounce": Mutation(
        "models/intermediate/sessions/int_session_totals.sql",
        "page_view_count <= 1 and",
        "page_view_count <= 2 and",
        by="a_second_page_or_an_interaction_is_no_bounce",
    ),
    "takes a family for one person": Mutation(
        "models/intermediate/identity/int_visitor_identities.sql",
        "case when customer_count = 1 then only_customer_id end",
        "case when customer_count >= 1 then only_customer_id end",
        by="one_customer_makes_the_visitor_that_customers_person",
    ),
    "lets quick people be bots": Mutation(
        "macros/bot_evidence.sql",
        "mean_gap_seconds <= 2\n",
        "mean_gap_seconds <= 3\n",
        by="each_piece_of_evidence_has_its_threshold",
    ),
    "forgets who was found out": Mutation(
        "models/intermediate/bots/int_session_bots.sql",
        "max(own_score) over (partition by event_source, visitor_id)",
        "own_score",
        by="a_visitor_found_out_once_is_a_bot_in_all_sessions",
    ),
    "begins weeks on Sunday": Mutation(
        "macros/in_periods.sql",
        "date_trunc('{{ period }}', {{ date }})",
        "date_trunc('{{ period }}', {{ date }} + interval '1' day)",
        by="a_visitor_of_two_days_is_one_of_their_week",
    ),
    "compares with another day": Mutation(
        "models/marts/kpi/kpi_daily.sql",
        "interval '7' day",
        "interval '6' day",
        by="a_day_is_set_beside_the_day_and_the_week_before",
    ),
    "takes the running day for complete": Mutation(
        "models/marts/kpi/kpi_daily.sql",
        "days.date <= whole_days.last_whole_day",
        "days.date <= whole_days.last_whole_day + interval '1' day",
        by="a_day_is_set_beside_the_day_and_the_week_before",
    ),
    "forgets a person's other devices": Mutation(
        "models/intermediate/customers/int_person_totals.sql",
        "cast(sum(visitor_totals.session_count) as bigint)",
        "cast(max(visitor_totals.session_count) as bigint)",
        by="accepted_values_kpi_reconciliation_is_reconciled__False__True",
    ),
    "lets one event be two steps": Mutation(
        "macros/next_step.sql",
        "attempts.position < step_events.position",
        "attempts.position <= step_events.position",
        by="steps_count_in_order_with_other_events_between",
    ),
    "ends a window too early": Mutation(
        "macros/next_step.sql",
        "required_at <= coalesce(",
        "required_at < coalesce(",
        by="a_step_within_its_maximum_gap",
    ),
    "counts the worst attempt": Mutation(
        "macros/best_attempts.sql",
        "max_by(entry_position",
        "min_by(entry_position",
        by="who_can_go_on_has_a_deadline",
    ),
    "forgets exclusions": Mutation(
        "macros/next_step.sql",
        "required_position <= coalesce(exclusion_position, required_position)",
        "true",
        by="an_exclusion_between_two_steps_ends_the_attempt",
    ),
    "lets other events come between strict steps": Mutation(
        "macros/next_step.sql",
        "required_position = position + 1",
        "true",
        by="a_strict_step_is_the_very_next_event",
    ),
    "looks into the future for what leads to a step": Mutation(
        "models/intermediate/funnels/int_step_behaviours.sql",
        "outcomes.event_number > behaviours.first_event_number",
        "outcomes.event_number <> behaviours.first_event_number",
        by="only_what_came_before_the_step_counts",
    ),
    "dates steps by the session's start": Mutation(
        "models/intermediate/funnels/int_session_purchase_steps.sql",
        "min(entered_at) as entered_at",
        "min(entered_at) - interval '1' day as entered_at",
        by="accepted_values_kpi_reconciliation_is_reconciled__False__True",
    ),
    "lets the tested day into its history": Mutation(
        "models/intermediate/anomalies/int_metric_histories.sql",
        "range(1, var('anomaly_history_weeks') + 1)",
        "range(0, var('anomaly_history_weeks') + 1)",
        by="a_history_is_of_the_same_weekday_before",
    ),
    "takes every weekday for history": Mutation(
        "models/intermediate/anomalies/int_metric_histories.sql",
        "{{ 7 * week }}",
        "{{ week }}",
        by="a_history_is_of_the_same_weekday_before",
    ),
    "leaves incidents in the history": Mutation(
        "models/intermediate/anomalies/int_metric_baselines.sql",
        "then 9 else 25",
        "then 9000 else 9000",
        by="weeks_far_from_the_usual_are_left_out",
    ),
    "judges steps while people are on the way": Mutation(
        "models/intermediate/anomalies/int_watched_steps.sql",
        "where in_flight = 0",
        "where true",
        by="a_step_is_watched_once_all_is_settled",
    ),
    "loses an anomaly between incidents": Mutation(
        "models/intermediate/anomalies/int_anomaly_islands.sql",
        "where consequences.strand is null",
        "where true",
        by="a_consequence_is_folded_into_its_cause",
    ),
    "counts bots in segments": Mutation(
        "models/intermediate/segments/int_daily_segments.sql",
        "\n        and not is_bot",
        "",
        by="every_session_is_in_one_value_of_each_dimension",
    ),
    "puts a bound into the shorter bucket": Mutation(
        "macros/band_of.sql",
        "' < ' ~ limit",
        "' <= ' ~ limit",
        by="every_session_is_in_one_value_of_each_dimension",
    ),
    "corrects each dimension's p values alone": Mutation(
        "models/marts/segments/segments.sql",
        "dimension like 'duration%'",
        "dimension",
        by="many_comparisons_find_something_by_chance",
    ),
    "prices what a segment lacks at its own rate": Mutation(
        "models/marts/segments/segments.sql",
        "settled * pooled_rate - completed",
        "settled * rest_rate - completed",
        by="a_segment_is_held_against_all_others",
    ),
    "takes revenue that is not known for nothing": Mutation(
        "models/marts/segments/segments.sql",
        "'nullif(sum(revenue) over (partition by dimension), 0)'",
        "'sum(revenue) over (partition by dimension)'",
        by="many_comparisons_find_something_by_chance",
    ),
    "puts money at stake where none is known": Mutation(
        "models/marts/anomalies/incidents.sql",
        "nullif(anomalies.deviation, 0)",
        "anomalies.deviation",
        by="an_incident_is_told_in_a_sentence",
    ),
    "takes the last rule for the channel": Mutation(
        "models/intermediate/channels/int_channels.sql",
        "min_by(rules.channel, rules.priority)",
        "max_by(rules.channel, rules.priority)",
        by="the_first_rule_that_fits_names_the_channel",
    ),
    "loses what cannot be split of an order": Mutation(
        "macros/shared_out.sql",
        "_rank <= {{ amount }}_left",
        "_rank <= 0",
        by="a_days_orders_are_shared_by_removal_effects",
    ),
    "leaves the visits in another source out of journeys": Mutation(
        "models/intermediate/attribution/int_touchpoints.sql",
        "on journeys.person_id = visits.person_id",
        "on journeys.person_id = visits.person_id and journeys.event_source = visits.event_source",
        by="a_journey_reaches_back_to_the_look_back_and_over_a_login",
    ),
    "joins channels on equal texts": Mutation(
        "macros/same_origin.sql",
        "is not distinct from",
        "=",
        by="rates_are_by_the_minutes_of_active_events",
    ),
    "does not collapse repeats in paths": Mutation(
        "macros/path_steps.sql",
        "where with_previous.state is distinct from with_previous.previous_state",
        "where true",
        by="repeats_collapse_and_loops_do_not",
    ),
    "forgets who leaves at once": Mutation(
        "macros/path_states.sql",
        "where event_number = 1",
        "where event_number = 1 and {{ stream.where }}",
        by="repeats_collapse_and_loops_do_not",
    ),
    "takes the purchase for what leads to it": Mutation(
        "models/intermediate/paths/int_daily_patterns.sql",
        "where is_open and not is_converting and",
        "where",
        by="a_pattern_counts_once_and_before_the_purchase",
    ),
    "lets the chain go on after a purchase": Mutation(
        "models/intermediate/paths/int_path_cells.sql",
        "transitions.open_transitions - transitions.converting_transitions",
        "transitions.open_transitions",
        by="chains_lead_to_every_conversion",
    ),
    "loses the long tail of paths": Mutation(
        "models/marts/paths/paths.sql",
        "left join ranks",
        "inner join ranks",
        by="the_long_tail_is_one_row",
    ),
    "tells equal buyers apart": Mutation(
        "models/intermediate/customers/int_rfm_scores.sql",
        "rank() over (partition by last_event_source order by purchase_count",
        "row_number() over (partition by last_event_source order by purchase_count",
        by="equal_values_have_equal_scores",
    ),
    "forgets refunds in lifetime value": Mutation(
        "models/intermediate/customers/int_person_purchases.sql",
        "sum(revenue - refunded_revenue)",
        "sum(revenue)",
        by="what_was_given_back_is_no_value",
    ),
    "takes a running age for complete": Mutation(
        "models/marts/customers/retention.sql",
        "> ages.last_day",
        ">= ages.last_day",
        by="an_age_is_complete_when_the_last_of_the_cohort_has_passed_it",
    ),
    "counts who comes back on the same day only": Mutation(
        "models/intermediate/customers/int_cohorts.sql",
        "where age_unit in ('day', period)",
        "where age_unit in ('day', period) and (age = 0 or dimension = 'all')",
        by="every_dimension_holds_the_same_people",
    ),
    "lets bots buy": Mutation(
        "models/intermediate/customers/int_purchases.sql",
        "where not is_bot\n        and order_status",
        "where order_status",
        by="people_buy_in_the_order_of_time",
    ),
    "grows cohorts by what is not known": Mutation(
        "models/intermediate/customers/int_known_values.sql",
        "case when lead(is_known) over cohort then lead(cumulative_revenue) over cohort end",
        "lead(cumulative_revenue) over cohort",
        by="without_a_month_what_became_complete_in_it_is_not_known",
    ),
    "counts what was taken out of the cart at the checkout": Mutation(
        "models/intermediate/products/int_checkout_items.sql",
        "then -coalesce(items.quantity, 1)",
        "then 0",
        by="a_checkout_holds_the_cart_and_what_is_then_bought",
    ),
    "counts a confirmation's products again": Mutation(
        "models/intermediate/products/int_order_products.sql",
        "where naming_number = 1",
        "where true",
        by="an_order_holds_each_product_once",
    ),
    "loses an order's unknown products": Mutation(
        "models/intermediate/products/int_order_products.sql",
        "product_id <> '(unknown)' or not is_named",
        "product_id <> '(unknown)'",
        by="an_order_holds_each_product_once",
    ),
    "counts a session for each product of a category": Mutation(
        "models/intermediate/products/int_daily_categories.sql",
        "sessions.session_id,\n        coalesce",
        "sessions.session_id || session_products.product_id as session_id,\n        coalesce",
        by="a_session_counts_once_for_a_category",
    ),
    "forgets the categories above": Mutation(
        "models/intermediate/products/int_category_ancestors.sql",
        "and (climbs.step = 1 or",
        "and climbs.step = 1 and (true or",
        by="a_circle_counts_for_itself",
    ),
    "asks only for likelier tables": Mutation(
        "models/intermediate/products/int_exact_tests.sql",
        "log_weight <= observed_log_weight + 1e-7",
        "log_weight < observed_log_weight",
        by="the_lady_tasting_tea",
    ),
    "corrects for the pairs that were found alone": Mutation(
        "models/intermediate/products/int_split_tests.sql",
        ", tests='compared'",
        "",
        by="a_pair_is_tested_among_all_that_could_be_frequent",
    ),
    "publishes the oldest events": Mutation(
        "models/marts/core/events.sql",
        "events.occurred_at desc nulls last",
        "events.occurred_at asc nulls last",
        by="the_latest_events_of_every_source_are_kept",
    ),
    "tells hours by another clock": Mutation(
        "models/marts/core/sessions.sql",
        "{{ reporting_hour('started_at') }} as session_hour",
        "({{ reporting_hour('started_at') }} + 1) % 24 as session_hour",
        by="session_hours_equal_segments",
    ),
}
# Of each kind one, for every run of the tests.
SAMPLE = [
    "drops a session",
    "doubles an order",
    "takes the in-flight for dropped",
    "loses the bucket of the unknown",
    "takes the wrong tie-break of events",
]
