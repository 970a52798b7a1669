"""Charts of what the questions of analyses/ answer, for the dashboard and for whatever prints them.

A chart takes the rows of its question and a look, light or dark, computes nothing but places, and
gives back Vega-Lite.
"""
