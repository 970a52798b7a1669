"""Events, sessions, funnel and KPIs once more from raw rows, in pandas alone.

Written from docs/definitions.md, for scripts/reconcile_kpis.py: no SQL of the models has a part in
it. Money is in whole cents, time in microseconds, so that nothing is lost in sums.
"""
