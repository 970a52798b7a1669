{#- CTEs that read what the user agents of a CTE of rows say of themselves, each once; the last of them is `described`. A row with
    an address but without an agent hid it; a row with neither never had one. -#}
{% macro described_agents(rows) -%}
user_agents as (

    select distinct user_agent, coalesce(ip_address, '') <> '' as has_address
    from {{ rows }}

),

agents as (

    select distinct user_agent
    from user_agents
    where {{ filled('user_agent') }} is not null

),

programs as (

    select
        agents.user_agent,
        -- a crawler may run a headless browser or a library
        min(patterns.agent_class) as agent_class

    from agents
    inner join {{ ref('agent_patterns') }} as patterns
        on case
            when patterns.pattern_kind = 'text' then contains(agents.user_agent, patterns.pattern)
            else {{ regex_matches('agents.user_agent', 'patterns.pattern') }}
        end
    group by 1

),

described as (

    select
        user_agents.*,
        case
            when user_agents.user_agent ilike '%firefox/%' then 'Firefox'
            when user_agents.user_agent ilike '%edg/%' then 'Edge'
            when user_agents.user_agent ilike '%opr/%' then 'Opera'
            when user_agents.user_agent ilike '%chrome/%' or user_agents.user_agent ilike '%crios/%' then 'Chrome'
            when user_agents.user_agent ilike '%safari/%' then 'Safari'
        end as browser,
        case
            when user_agents.user_agent ilike '%iphone%' or user_agents.user_agent ilike '%ipad%' then 'iOS'
            when user_agents.user_agent ilike '%ipod%' then 'iOS'
            when user_agents.user_agent ilike '%android%' then 'Android'
            when user_agents.user_agent ilike '%windows%' then 'Windows'
            when user_agents.user_agent ilike '%mac os x%' or user_agents.user_agent ilike '%macintosh%' then 'macOS'
            when user_agents.user_agent ilike '%linux%' then 'Linux'
        end as operating_system,
        case
            when {{ filled('user_agents.user_agent') }} is null and user_agents.has_address then 'missing'
            when {{ filled('user_agents.user_agent') }} is null then null
            when programs.agent_class is not null then programs.agent_class
            -- no browser names an address, as who sends programs around should
            when user_agents.user_agent ilike '%http://%' or user_agents.user_agent ilike '%https://%' then 'crawler'
            when user_agents.user_agent ilike 'mozilla/%' or user_agents.user_agent ilike 'opera/%' then 'browser'
            else 'other'
        end as agent_class

    from user_agents
    left join programs
        on user_agents.user_agent = programs.user_agent

)
{%- endmacro %}
