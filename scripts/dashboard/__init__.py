"""The dashboard: a page is a file of views/, which asks questions and shows what they answer."""
