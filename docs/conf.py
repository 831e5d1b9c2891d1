"""How the handbook is built: ``sphinx-build -W -n -b html docs docs/_build/html``."""

project = "Contactmomentdetails voor KISS"
language = "nl"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
nitpicky = True
# Links to a heading of a page, as in installatie.md#omgevingsvariabelen.
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Contactmomentdetails voor KISS"
html_last_updated_fmt = None
html_copy_source = False
html_show_copyright = False
