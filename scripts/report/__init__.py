"""The report for people who will not open a dashboard: sentences, charts and tables from the marts.

`contents.sections(ask)` asks the questions of analyses/ and computes nothing; `page.html` lays out
what comes back. The charts are those of the dashboard.
"""
