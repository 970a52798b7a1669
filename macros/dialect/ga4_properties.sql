{#- A GA4 event's remaining parameters as one JSON object of texts: without the ones that have a column of
    their own and without what identifies a click or a person. Of a key that is sent twice the first value counts. -#}
{% macro ga4_properties() %}
    {{- return(adapter.dispatch('ga4_properties')([
        'page_location', 'page_referrer', 'ga_session_id', 'source', 'medium', 'campaign', 'search_term',
        'currency', 'transaction_id', 'value', 'gclid', 'dclid', 'gclsrc', 'wbraid', 'gbraid', 'user_id',
        'email', 'link_url',
    ])) -}}
{% endmacro %}

{% macro default__ga4_properties(hidden_keys) -%}
    to_json(map_from_entries(list_transform(
        list_filter(
            event_params,
            lambda parameter, position: parameter.key not in ('{{ hidden_keys | join("', '") }}')
            and list_position(list_transform(event_params, lambda other: other.key), parameter.key) = position
        ),
        lambda parameter: struct_pack(
            key := parameter.key,
            value := coalesce(
                parameter.value.string_value,
                cast(parameter.value.int_value as varchar),
                cast(parameter.value.float_value as varchar),
                cast(parameter.value.double_value as varchar)
            )
        )
    )))
{%- endmacro %}

{% macro spark__ga4_properties(hidden_keys) -%}
    to_json(map_from_entries(transform(
        filter(
            event_params,
            (parameter, position) -> parameter.key not in ('{{ hidden_keys | join("', '") }}')
            and array_position(transform(event_params, other -> other.key), parameter.key) = position + 1
        ),
        parameter -> struct(
            parameter.key,
            coalesce(
                parameter.value.string_value,
                cast(parameter.value.int_value as string),
                cast(parameter.value.float_value as string),
                cast(parameter.value.double_value as string)
            )
        )
    )))
{%- endmacro %}
