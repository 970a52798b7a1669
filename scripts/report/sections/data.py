"""What the data holds, what was left out of it, and what was made of it."""

from charts import drawn, words

from report.parts import Ask, Lines, Section, Text, chart, table


def overview(ask: Ask) -> Section:
    """A row a source of events."""
    held = ask("what_the_data_holds")
    rows = [
        (
            words.name(row.event_source), words.days(row.first_day, row.last_day),
            words.number(row.events), words.number(row.sessions), words.number(row.visitors),
            words.number(row.orders), words.number(row.revenue),
        )
        for row in held.itertuples() if not words.missing(row.first_day)
    ]  # fmt: skip
    columns = ("Source", "Days", "Events", "Visits", "Visitors", "Orders", "Revenue")
    told = "Bots are left out of visits, visitors, orders and revenue here and everywhere below."
    return Section("The data", [Text([told]), table("What was counted?", columns, rows)])


def cleaning(ask: Ask) -> Section:
    """The rows excluded by reason, and whether the tables agree."""
    said = [
        f"Of {words.number(row.rows_read)} rows of the source {row.event_source} "
        f"{words.share(row.accepted_share)} were accepted."
        for row in ask("what_the_data_holds").itertuples()
    ]
    said.append("Every other row is kept aside with exactly one reason.")
    return Section(
        "Cleaning",
        [
            Text(said),
            chart(
                "Why were rows excluded?",
                ask("rows_by_outcome", outcome="excluded"),
                drawn.rows_by_outcome,
            ),
            Text(agreement(ask)),
        ],
    )  # fmt: skip


def agreement(ask: Ask) -> list[str]:
    """Whether tables that show the same figure show the same one."""
    kinds = ask("reconciled_by_kind")
    wrong = kinds[kinds["reconciled"] < kinds["checks"]]
    if kinds.empty:
        return ["No figure has been compared between tables yet."]
    if wrong.empty:
        told = ", ".join(f"{row.checks} of kind {named}" for row in kinds.itertuples()
                         for named in [row.kind.replace("_", " ")])  # fmt: skip
        return [f"Figures that several tables show agree in every comparison: {told}."]
    return [
        f"Of the comparisons of kind {row.kind.replace('_', ' ')} only {row.reconciled} of "
        f"{row.checks} agree: do not rely on the figures before that is mended."
        for row in wrong.itertuples()
    ]


def features(ask: Ask) -> Section:
    """What the warehouse adds to the events."""
    rows = []
    for row in ask("what_the_data_holds").itertuples():
        rows += [
            ("Visits", "a pause longer than `session_timeout_minutes` begins a new one",
             f"{words.number(row.sessions)} of people"),
            ("Bots", "marked by what they say they are and by how they behave",
             f"{words.number(row.bot_sessions)} visits, {words.share(row.bot_share)} of all"),
            ("People", "visitors who signed in are one person on all their devices",
             f"{words.number(row.visitors)} visitors are {words.number(row.people)} people, "
             f"{words.number(row.customers)} of them known customers"),
        ]  # fmt: skip
    for row in ask("unassigned_traffic").head(1).itertuples():
        rows.append(
            ("Channels", "from source, medium and campaign, as GA4 groups them",
             f"{words.share(row.share_of_sessions)} of visits fall into none")
        )  # fmt: skip
    kinds = [
        f"{words.share(row.share)} of the bots' visits are of kind {kind}."
        for row in ask("kinds_of_bots").head(3).itertuples()
        for kind in [row.bot_kind.replace("_", " ")]
    ]
    columns = ("What", "How", "Here")
    return Section(
        "What was made of the events",
        [
            table("What does the warehouse add?", columns, rows, is_figures=False),
            Lines(kinds) if kinds else Text(["No bot came."]),
        ],
    )
