{#- Every incident that was still found on the last whole day. A warning: the data is right, the shop may not be. -#}
{% test no_open_incidents(model) %}

    {{ config(severity='warn') }}

    select * from {{ model }}
    where is_open

{% endtest %}
