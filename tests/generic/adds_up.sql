{#- Every row whose parts do not sum to the whole: entered = completed + dropped + in_flight. -#}
{% test adds_up(model, whole, parts) %}

    select * from {{ model }}
    where {{ parts[0] }} is not null  -- the last step has no next
        and {{ whole }} is distinct from {{ parts | join(' + ') }}

{% endtest %}
