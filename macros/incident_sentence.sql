{#- An incident of `heads` and `beside` in one sentence. -#}
{% macro incident_sentence() -%}
    heads.metric
        || case when heads.dimension <> 'all' then ' of ' || heads.dimension_value else '' end
        || case
            when heads.kind = 'tracking_outage' then ' have all but stopped: '
            when heads.kind = 'value_outage' then ' are missing: '
            when heads.kind = 'slow_drift' then ' has drifted ' || heads.direction || ': '
            when heads.direction = 'up' then ' rose: '
            else ' fell: '
        end
        || {{ shown_figure('heads.observed', 'heads.family') }}
        || ' on ' || {{ text_of('heads.worst_date') }}
        || ' where ' || {{ shown_figure('heads.expected', 'heads.family') }} || ' was expected; '
        || case
            when heads.start_date = heads.end_date then 'one day'
            else 'from ' || {{ text_of('heads.start_date') }} || ' to ' || {{ text_of('heads.end_date') }}
        end
        || case when heads.metric_count > 1 then ', ' || {{ text_of('heads.metric_count') }} || ' metrics' else '' end
        || case
            when beside.money_at_stake is null then ''
            else ', revenue ' || {{ text_of('abs(beside.money_at_stake)') }} || ' {{ var("reporting_currency") }} '
                || case when beside.money_at_stake < 0 then 'above' else 'below' end || ' what was expected'
        end
{%- endmacro %}
