with

strands as (

    select * from {{ ref('int_anomaly_strands') }}

),

islands as (

    select * from {{ ref('int_anomaly_islands') }}

),

members as (

    select
        strands.*,
        islands.incident_strand,
        islands.incident_start,
        islands.strand = islands.incident_strand as is_cause

    from strands
    inner join islands
        on strands.strand = islands.strand
            and strands.island_start = islands.island_start

),

-- the one whose own history makes it least likely explains most: the segment of a scan statistic
placed as (

    select
        *,
        incident_strand || ' ' || {{ text_of('incident_start') }} as incident_id,
        row_number() over (
            partition by incident_strand, incident_start
            order by
                case when is_cause then 0 else 1 end asc nulls last,
                abs(score) desc nulls last,
                metric asc nulls last,
                kind asc nulls last,
                dimension asc nulls last,
                dimension_value asc nulls last,
                date asc nulls last
        ) as place

    from members

)

select * from placed
