{#- What a user agent says of itself, in the columns browser, operating_system and agent_class. A row with an address
    but without an agent hid it; a row with neither never had one. -#}
{% macro agent_columns(agent, address) -%}
    case
        when {{ agent }} ilike '%firefox/%' then 'Firefox'
        when {{ agent }} ilike '%edg/%' then 'Edge'
        when {{ agent }} ilike '%opr/%' then 'Opera'
        when {{ agent }} ilike '%chrome/%' or {{ agent }} ilike '%crios/%' then 'Chrome'
        when {{ agent }} ilike '%safari/%' then 'Safari'
    end as browser,
    case
        when {{ agent }} ilike '%iphone%' or {{ agent }} ilike '%ipad%' or {{ agent }} ilike '%ipod%' then 'iOS'
        when {{ agent }} ilike '%android%' then 'Android'
        when {{ agent }} ilike '%windows%' then 'Windows'
        when {{ agent }} ilike '%mac os x%' or {{ agent }} ilike '%macintosh%' then 'macOS'
        when {{ agent }} ilike '%linux%' then 'Linux'
    end as operating_system,
    case
        when {{ filled(agent) }} is null and {{ filled(address) }} is not null then 'missing'
        when {{ filled(agent) }} is null then null
        when {{ agent }} ilike '%headless%' then 'headless'
        when {{ agent }} ilike '%bot%' or {{ agent }} ilike '%crawler%' or {{ agent }} ilike '%spider%'
            then 'crawler'
        when {{ agent }} ilike 'mozilla/%' or {{ agent }} ilike 'opera/%' then 'browser'
        else 'library'
    end as agent_class
{%- endmacro %}
