{#- A hook before `int_pending_loads`: a full refresh of all that grows by loads begins by emptying the ledger, so
    that, if it is stopped, the next run makes everything anew, too. -#}
{% macro forget_loads() %}
    {%- if execute and flags.FULL_REFRESH and increment_models() | reject('in', selected_resources) | list | length == 0 %}
        delete from intermediate.loads
    {%- endif %}
{% endmacro %}
