with

islands as (

    select
        strand,
        island_start,
        is_outage,
        max(date) as island_end,
        max(abs(score)) as strength

    from {{ ref('int_anomaly_strands') }}
    group by 1, 2, 3

),

-- one that shares its days, or all but one, with a stronger one is its consequence; outages never, traffic of no outage
stronger as (

    select
        islands.strand,
        islands.island_start,
        others.strand as cause_strand,
        others.island_start as cause_start,
        others.strength as cause_strength

    from islands
    inner join islands as others
        on not islands.is_outage
            and islands.strength < others.strength
            and (not others.is_outage or islands.strand = 'behaviour')
            and islands.strand <> others.strand
            and {{ days_through(
                'greatest(islands.island_start, others.island_start)', 'least(islands.island_end, others.island_end)'
            ) }} >= greatest({{ days_through('islands.island_start', 'islands.island_end') }} - 1, 1)

),

-- what is itself a consequence takes nothing in, so nothing is lost
causes as (

    select
        stronger.*,
        row_number() over (
            partition by stronger.strand, stronger.island_start
            order by stronger.cause_strength desc nulls last, stronger.cause_strand asc nulls last
        ) as place

    from stronger
    left join stronger as consequences
        on stronger.cause_strand = consequences.strand
            and stronger.cause_start = consequences.island_start
    where consequences.strand is null

),

folded as (

    select
        islands.*,
        coalesce(causes.cause_strand, islands.strand) as incident_strand,
        coalesce(causes.cause_start, islands.island_start) as incident_start

    from islands
    left join causes
        on islands.strand = causes.strand and islands.island_start = causes.island_start and causes.place = 1

)

select * from folded
