{#- A model that only renames or sorts rows into groups neither loses nor doubles one: it holds as many as
    `other`, or does so together with a third one. -#}
{% test as_many_rows_as(model, other, together_with=none) %}

    with

    counted as (

        select
            (select count(*) from {{ model }})
            {%- if together_with %}
            + (select count(*) from {{ together_with }})
            {%- endif %} as rows_here,
            (select count(*) from {{ other }}) as rows_there

    )

    select * from counted
    where rows_here <> rows_there

{% endtest %}
